import { AppError } from "../../../contracts/error.ts";
import { setOwn } from "../../own.ts";
import { blockStart, endOfLines, extentOf, insertItem, removeItem, splice, standsAlone } from "./splice.ts";
import { habitsOf, writeValue } from "./style.ts";
import { commaAfter, descend, type Document, itemAt, type Node, parseDocument } from "./tree.ts";

export type Path = readonly (string | number)[];

/** One change to a document; an index at the end of a path names an element of a list. */
export type Edit =
  | { kind: "set"; path: Path; value: unknown }
  | { kind: "remove"; path: Path }
  | { kind: "insert"; path: Path; index: number; value: unknown }
  | { kind: "move"; path: Path; from: number; to: number };

/**
 * Changes a JSON5 document so that only the lines that must change do. The result is parsed again and must be the
 * intended value, or nothing is given back.
 */
export function editJson5(text: string, edits: readonly Edit[]): string {
  let intended: unknown = Bun.JSON5.parse(text);
  let changed = text;
  for (const edit of edits) {
    intended = applyTo(intended, edit);
    changed = applyToText(parseDocument(changed), edit);
  }
  if (!isSameValue(Bun.JSON5.parse(changed), intended)) {
    throw new AppError("bug", "the change would have altered something else", "please report it; nothing was written");
  }
  return changed;
}

function applyToText(document: Document, edit: Edit): string {
  if (edit.kind === "set") return setIn(document, edit.path, edit.value);
  const { node, rest } = descend(document.root, edit.kind === "remove" ? edit.path.slice(0, -1) : edit.path);
  if (rest.length > 0) return document.text;
  if (edit.kind === "insert") return insertItem(document, node, edit.index, undefined, edit.value, habitsOf(document));
  if (edit.kind === "move") return moveItem(document, node, edit.from, edit.to);
  const item = itemAt(node, edit.path.at(-1) ?? "");
  if (item === undefined) return document.text;
  const without = removeItem(document, node, item);
  // A key that stands there twice would come back with its first value.
  return item.key === undefined ? without : applyToText(parseDocument(without), edit);
}

function setIn(document: Document, path: Path, value: unknown): string {
  const { node, rest } = descend(document.root, path);
  const habit = habitsOf(document);
  const [step, ...deeper] = rest;
  // What is missing on the way is created with it, one key in another; where `null` stands, in its place.
  const isNull = document.text.slice(node.start, node.end) === "null";
  const missing = isNull ? rest : deeper;
  const created = missing.toReversed().reduce<unknown>((inner, key) => ({ [key]: inner }), value);
  if (step === undefined || isNull) {
    const indent = /^[ \t]*/.exec(document.text.slice(document.text.lastIndexOf("\n", node.start - 1) + 1))?.[0] ?? "";
    return splice(document.text, node.start, node.end, writeValue(created, habit, indent));
  }
  return insertItem(document, node, node.items.length, typeof step === "string" ? step : undefined, created, habit);
}

/** Moves an element; on lines of its own it takes its comments along. */
function moveItem(document: Document, node: Node, from: number, to: number): string {
  const { text } = document;
  if (from === to) return text;
  const order = node.items.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  if (node.items.every((item) => standsAlone(document, item, node))) {
    const starts = node.items.map((item) => blockStart(document, item, node));
    const last = node.items.at(-1);
    const end = last === undefined ? node.end : endOfLines(document, last);
    const blocks = starts.map((start, index) => block(document, node, index, start, starts[index + 1] ?? end));
    const hasComma = last !== undefined && commaAfter(document, last) !== undefined;
    const lines = order.map((index, at) => {
      const { before, after } = blocks[index] ?? { before: "", after: "" };
      return before + (at < order.length - 1 || hasComma ? "," : "") + after;
    });
    return splice(text, starts[0] ?? node.start, end, lines.join(""));
  }
  const extents = node.items.map((item) => extentOf(document, item));
  const texts = extents.map(({ start, end }) => text.slice(start, end));
  return extents.reduceRight(
    (changed, { start, end }, at) => splice(changed, start, end, texts[order[at] ?? at] ?? ""),
    text,
  );
}

/** An element's lines, split where its comma belongs. */
function block(
  document: Document,
  node: Node,
  index: number,
  start: number,
  end: number,
): { before: string; after: string } {
  const item = node.items[index] as Node["items"][number];
  const comma = commaAfter(document, item);
  const tail = document.text.slice(comma?.end ?? item.end, end);
  return {
    before: document.text.slice(start, item.end),
    after: document.text.slice(item.end, comma?.start ?? item.end) + tail,
  };
}

/** The same change to the parsed value; what an edit means stands here. */
export function applyTo(value: unknown, edit: Edit): unknown {
  const copy = structuredClone(value);
  const parentPath = edit.kind === "insert" || edit.kind === "move" ? edit.path : edit.path.slice(0, -1);
  let parent = copy as Record<string | number, unknown>;
  for (const step of parentPath) {
    const isThere = Object.hasOwn(parent, step) && parent[step] !== null;
    if (!isThere && edit.kind !== "set") return copy;
    if (!isThere) setOwn(parent, step, {});
    parent = parent[step] as Record<string | number, unknown>;
  }
  const list = parent as unknown as unknown[];
  if (edit.kind === "insert") list.splice(edit.index, 0, edit.value);
  else if (edit.kind === "move") list.splice(edit.to, 0, ...list.splice(edit.from, 1));
  else if (edit.kind === "set") {
    if (edit.path.length === 0) return edit.value;
    setOwn(parent, edit.path.at(-1) ?? "", edit.value);
  } else if (Array.isArray(parent)) parent.splice(Number(edit.path.at(-1)), 1);
  else delete parent[edit.path.at(-1) ?? ""];
  return copy;
}

/** Whether two parsed documents say the same, in whatever order. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return Bun.deepEquals(plain(one), plain(other), true);
}

/** Without prototypes, undefined fields or the order of keys: what two documents say. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
