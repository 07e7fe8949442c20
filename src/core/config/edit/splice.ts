import { type Habit, isTall, writeMember, writeValue } from "./style.ts";
import { commaAfter, type Document, type Item, type Node } from "./tree.ts";

/** Replaces the text of a range. */
export function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

const lineStart = (text: string, at: number) =>
  Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
const lineEnd = (text: string, at: number) => {
  const found = text.slice(at).search(/[\r\n]/);
  return found < 0 ? text.length : at + found;
};
const afterNewline = (text: string, at: number) => at + (/^(\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
const indentAt = (text: string, at: number) => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";

/** Adds an item to a container at an index, written as its neighbours are. */
export function insertItem(
  document: Document,
  node: Node,
  index: number,
  key: string | undefined,
  value: unknown,
  habit: Habit,
): string {
  const { text } = document;
  const write = (indent: string) =>
    key === undefined ? writeValue(value, habit, indent) : writeMember(key, value, habit, indent);
  const next = node.items[index];
  const last = node.items.at(-1);
  if (last === undefined) return fillEmpty(document, node, write, habit);
  if (next !== undefined) {
    if (!standsAlone(document, next, node))
      return splice(text, next.start, next.start, `${write(indentAt(text, next.start))}, `);
    const indent = indentAt(text, next.start);
    const start = blockStart(document, next, node);
    return splice(text, start, start, `${indent}${write(indent)},${habit.newline}`);
  }
  const comma = commaAfter(document, last);
  const isAlone = isTall(text, node) && standsAlone(document, last, node);
  const indent = indentAt(text, isAlone ? last.start : node.start);
  if (!isAlone) {
    const added = `${comma === undefined ? "," : ""}${habit.gap === "" && !/, /.test(text) ? "" : " "}${write(indent)}${comma === undefined ? "" : ","}`;
    const at = comma?.end ?? last.end;
    return splice(text, at, at, added);
  }
  const end = lineEnd(text, restOfLine(document, comma?.end ?? last.end));
  const added = `${habit.newline}${indent}${write(indent)}${comma === undefined ? "" : ","}`;
  const withItem = splice(text, end, end, added);
  return comma === undefined ? splice(withItem, last.end, last.end, ",") : withItem;
}

function fillEmpty({ text, marks }: Document, node: Node, write: (indent: string) => string, habit: Habit): string {
  const inner = text.slice(node.start + 1, node.end - 1);
  const outer = indentAt(text, node.start);
  const hasComment = marks.some(
    ({ type, start }) => type.endsWith("Comment") && start > node.start && start < node.end,
  );
  if (/[\r\n]/.test(inner)) {
    const close = lineStart(text, node.end - 1);
    const indent = indentAt(text, node.end - 1) + habit.unit;
    const comma = habit.trailingComma ? "," : "";
    return splice(text, close, close, `${indent}${write(indent)}${comma}${habit.newline}`);
  }
  const isRoot = marks.find(({ type }) => !type.endsWith("Comment"))?.start === node.start;
  if (!hasComment && (habit.tall || isRoot)) {
    const indent = outer + habit.unit;
    const comma = habit.trailingComma ? "," : "";
    const filled = `${habit.newline}${indent}${write(indent)}${comma}${habit.newline}${outer}`;
    return splice(text, node.start + 1, node.end - 1, filled);
  }
  const padding = node.kind === "array" ? "" : habit.padding;
  const before = hasComment ? `${inner.trimEnd()} ` : padding;
  return splice(text, node.start + 1, node.end - 1, `${before}${write(outer)}${padding}`);
}

/** Takes an item out, with its comma and its own comments, and no other's. */
export function removeItem(document: Document, node: Node, item: Item): string {
  const { text } = document;
  const index = node.items.indexOf(item);
  const previous = node.items[index - 1];
  const comma = commaAfter(document, item);
  const isLast = index === node.items.length - 1;
  const orphan = isLast && comma === undefined && previous !== undefined ? commaAfter(document, previous) : undefined;
  if (standsAlone(document, item, node)) {
    const end = afterNewline(text, lineEnd(text, restOfLine(document, comma?.end ?? item.end)));
    const without = splice(text, blockStart(document, item, node), end, "");
    return orphan === undefined ? without : splice(without, orphan.start, orphan.end, "");
  }
  if (orphan !== undefined) return splice(text, orphan.start, item.end, "");
  if (comma === undefined) {
    const isSole =
      text.slice(node.start + 1, item.start).trim() === "" && text.slice(item.end, node.end - 1).trim() === "";
    return isSole ? splice(text, node.start + 1, node.end - 1, "") : splice(text, item.start, item.end, "");
  }
  if (isLast && previous !== undefined) {
    const start = item.start - (/[ \t]*$/.exec(text.slice(0, item.start))?.[0].length ?? 0);
    return splice(text, start, comma.end, "");
  }
  const space = /^[ \t]*/.exec(text.slice(comma.end))?.[0].length ?? 0;
  return splice(text, item.start, comma.end + space, "");
}

/** Whether an item has its lines for itself: nothing of its container stands before or behind it on them. */
export function standsAlone(document: Document, item: Item, node: Node): boolean {
  const { text } = document;
  if (text.slice(lineStart(text, item.start), item.start).trim() !== "") return false;
  const end = restOfLine(document, commaAfter(document, item)?.end ?? item.end);
  const rest = text.slice(end, lineEnd(text, end)).trim();
  return rest === "" && end < node.end - 1;
}

/** Skips the comments that begin on the line on which an item ends. */
function restOfLine({ text, marks }: Document, from: number): number {
  let at = from;
  for (const { type, start, end } of marks) {
    if (start < at || !type.endsWith("Comment")) continue;
    if (text.slice(at, start).trim() !== "" || /[\r\n]/.test(text.slice(at, start))) break;
    at = end;
  }
  return at;
}

/** Where an item's lines begin: with the comments right above it, up to a blank line or another item. */
export function blockStart({ text, marks }: Document, item: Item, node: Node): number {
  let start = lineStart(text, item.start);
  for (const { type, start: from, end: to } of marks.toReversed()) {
    if (to > start || from <= node.start) continue;
    const isAbove = type.endsWith("Comment") && text.slice(lineStart(text, from), from).trim() === "";
    const between = text.slice(to, start);
    if (!isAbove || between.trim() !== "" || between.split(/\r\n|\n|\r/).length > 2) break;
    start = lineStart(text, from);
  }
  return start;
}
