import { type AnyNode, parse, type Token } from "@humanwhocodes/momoa";
import { AppError } from "../../../contracts/error.ts";

/** A value with the place of its text: offsets into the document, the end exclusive. */
export type Node = { kind: "object" | "array" | "scalar"; start: number; end: number; items: Item[] };

/** A member of an object or an element of an array; `start` is where its key or value begins. */
export type Item = { key: string | undefined; keyEnd: number; start: number; end: number; value: Node };

export type Mark = { type: string; start: number; end: number };

/** A JSON5 document as text and tree; every offset is into `text`. */
export type Document = { text: string; root: Node; marks: readonly Mark[] };

/**
 * Parses a document that is known to be valid JSON5; the callers have read it before.
 * @throws AppError `config_invalid` for a bare `true`, `null` or the like as a key, which momoa 3.3 does not read.
 */
export function parseDocument(text: string): Document {
  const parsed = parseJson5(text);
  return { text, root: toNode(parsed.body), marks: (parsed.tokens ?? []).map(toMark) };
}

function parseJson5(text: string) {
  try {
    return parse(text, { mode: "json5", ranges: true, tokens: true });
  } catch (error) {
    const { line } = error as { line?: number };
    const message = `the config cannot be changed: in line ${line} a word like true or null is a key without quotes`;
    throw new AppError("config_invalid", message, "put the key in quotes and run the command again");
  }
}

function toMark({ type, range }: Token): Mark {
  const [start = 0, end = 0] = range ?? [];
  return { type, start, end };
}

function toNode(node: AnyNode): Node {
  const [start = 0, end = 0] = node.range ?? [];
  if (node.type === "Object") return { kind: "object", start, end, items: node.members.map(toMember) };
  if (node.type === "Array") {
    const items = node.elements.map(({ value }) => toElement(toNode(value)));
    return { kind: "array", start, end, items };
  }
  return { kind: "scalar", start, end, items: [] };
}

function toMember({ name, value }: Extract<AnyNode, { type: "Member" }>): Item {
  const [start = 0, keyEnd = 0] = name.range ?? [];
  const node = toNode(value);
  return { key: name.type === "String" ? name.value : name.name, keyEnd, start, end: node.end, value: node };
}

function toElement(value: Node): Item {
  return { key: undefined, keyEnd: value.start, start: value.start, end: value.end, value };
}

/** Finds the value at a path, as far as it exists; `rest` is what does not. The last of two equal keys counts. */
export function descend(
  root: Node,
  path: readonly (string | number)[],
): { node: Node; rest: readonly (string | number)[] } {
  let node = root;
  for (const [depth, step] of path.entries()) {
    const item = itemAt(node, step);
    if (item === undefined) return { node, rest: path.slice(depth) };
    node = item.value;
  }
  return { node, rest: [] };
}

/** The item of a container under a key or at an index. */
export function itemAt(node: Node, step: string | number): Item | undefined {
  return typeof step === "number" ? node.items[step] : node.items.findLast(({ key }) => key === step);
}

/** The comma that follows an item, if there is one. */
export function commaAfter({ marks }: Document, item: Item): Mark | undefined {
  const next = marks.find(({ type, start }) => start >= item.end && !type.endsWith("Comment"));
  return next?.type === "Comma" ? next : undefined;
}
