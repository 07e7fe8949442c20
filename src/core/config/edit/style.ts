import type { Document, Item, Node } from "./tree.ts";

/** How the person who keeps a document writes it. */
export type Habit = {
  newline: string;
  /** One step of indentation. */
  unit: string;
  quote: '"' | "'";
  bareKeys: boolean;
  /** Between a key's colon and its value. */
  gap: string;
  /** Inside the braces of an object on one line. */
  padding: string;
  /** Objects and lists stand on several lines, however short. */
  tall: boolean;
  trailingComma: boolean;
};

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Reads a document's habits; what it does not show is written as in JSON, or as in JSON5 where keys are bare. */
export function habitsOf({ text, root, marks }: Document): Habit {
  const containers = collect(root).filter(({ items }) => items.length > 0);
  const members = containers.filter(({ kind }) => kind === "object").flatMap(({ items }) => items);
  const strings = marks.filter(({ type }) => type === "String").map(({ start }) => text[start]);
  const isQuoted = ({ start }: Item) => text[start] === '"' || text[start] === "'";
  const bareKeys = members.length > 0 && members.filter(isQuoted).length * 2 < members.length;
  const flat = containers.filter((node) => !isTall(text, node));
  const spaced = flat.find(({ kind }) => kind === "object");
  const tallOnes = containers.filter((node) => isTall(text, node));
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    unit: indentUnit(text),
    quote: strings.filter((mark) => mark === "'").length * 2 > strings.length ? "'" : '"',
    bareKeys,
    gap: members.length > 0 && members.every((item) => text.slice(item.keyEnd, item.value.start) === ":") ? "" : " ",
    padding: spaced !== undefined && !/\s/.test(text[spaced.start + 1] ?? "") ? "" : " ",
    tall: tallOnes.length > 1 && flat.length === 0,
    trailingComma: tallOnes.some((node) => /,\s*$/.test(lastGap(text, node))),
  };
}

/** Whether a container's items stand on lines of their own. */
export function isTall(text: string, { start, items }: Node): boolean {
  const [first] = items;
  return first !== undefined && /[\r\n]/.test(text.slice(start, first.start));
}

/** What stands between the last item and the closing bracket, comments taken out. */
function lastGap(text: string, { end, items }: Node): string {
  const gap = text.slice(items.at(-1)?.end ?? end, end - 1);
  return gap.replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, "");
}

function collect(node: Node): Node[] {
  return node.kind === "scalar" ? [] : [node, ...node.items.flatMap(({ value }) => collect(value))];
}

function indentUnit(text: string): string {
  const indents = text.split(/\r\n|\n|\r/).flatMap((line) => /^([ \t]+)[^\s/*]/.exec(line)?.[1] ?? []);
  if (indents.some((indent) => indent.startsWith("\t"))) return "\t";
  const least = Math.min(...indents.map(({ length }) => length));
  return Number.isFinite(least) ? " ".repeat(least) : "  ";
}

/** Writes a value; on several lines where the document does so, then indented below `indent`. */
export function writeValue(value: unknown, habit: Habit, indent: string): string {
  if (typeof value === "string") return writeString(value, habit.quote);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = indent + habit.unit;
  const parts = Array.isArray(value)
    ? value.map((item) => writeValue(item, habit, inner))
    : Object.entries(value).map(([key, item]) => writeMember(key, item, habit, inner));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  if (!habit.tall) {
    const padding = Array.isArray(value) ? "" : habit.padding;
    return `${open}${padding}${parts.join(`,${habit.gap}`)}${padding}${close}`;
  }
  const lines = parts.join(`,${habit.newline}${inner}`) + (habit.trailingComma ? "," : "");
  return `${open}${habit.newline}${inner}${lines}${habit.newline}${indent}${close}`;
}

/** Writes a key with its value, the key quoted as its document does. */
export function writeMember(key: string, value: unknown, habit: Habit, indent: string): string {
  const name = habit.bareKeys && IDENTIFIER.test(key) ? key : writeString(key, habit.quote);
  return `${name}:${habit.gap}${writeValue(value, habit, indent)}`;
}

function writeString(text: string, quote: '"' | "'"): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
