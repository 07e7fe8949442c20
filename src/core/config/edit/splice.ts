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
  const gap = habit.gap === "" && !text.includes(", ") ? "" : " ";
  const next = node.items[index];
  const last = node.items.at(-1);
  if (last === undefined) return fillEmpty(document, node, write, habit);
  if (next !== undefined) {
    const indent = indentAt(text, next.start);
    if (!standsAlone(document, next, node)) {
      const at = extentOf(document, next).start;
      return splice(text, at, at, `${write(indent)},${gap}`);
    }
    const start = blockStart(document, next, node);
    return splice(text, start, start, `${indent}${write(indent)},${habit.newline}`);
  }
  const comma = commaAfter(document, last);
  const isAlone = isTall(text, node) && standsAlone(document, last, node);
  const indent = indentAt(text, isAlone ? last.start : node.start);
  if (!isAlone) {
    const at = comma?.end ?? extentOf(document, last).end;
    return splice(text, at, at, comma === undefined ? `,${gap}${write(indent)}` : `${gap}${write(indent)},`);
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
  const close = lineStart(text, node.end - 1);
  if (close > node.start && text.slice(close, node.end - 1).trim() === "") {
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
  const after = hasComment ? inner.slice(inner.trimEnd().length) : padding;
  return splice(text, node.start + 1, node.end - 1, `${before}${write(outer)}${after}`);
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
    const end = endOfLines(document, item);
    const without = splice(text, blockStart(document, item, node), end, "");
    return orphan === undefined ? without : splice(without, orphan.start, orphan.end, "");
  }
  const { start, end } = extentOf(document, item);
  if (orphan !== undefined) {
    // A bracket that closes on the item's line moves up to the item before, unless a comment ends that line.
    const isBetweenBlank = text.slice(orphan.end, start).trim() === "" && !/^[ \t]*[\r\n]/.test(text.slice(end));
    if (isBetweenBlank) return splice(text, orphan.start, end, "");
    const without = cut(text, start, end);
    return cut(without, orphan.start, orphan.end, false);
  }
  if (comma === undefined) {
    const isSole =
      text.slice(node.start + 1, item.start).trim() === "" && text.slice(item.end, node.end - 1).trim() === "";
    return isSole ? splice(text, node.start + 1, node.end - 1, "") : splice(text, item.start, item.end, "");
  }
  const rest = restOfLine(document, comma.end);
  if (/^[ \t]*[\r\n]/.test(text.slice(rest))) return cut(text, start, rest);
  if (isLast && previous !== undefined) return cut(text, start, comma.end);
  const space = /^[ \t]*/.exec(text.slice(comma.end))?.[0].length ?? 0;
  return splice(text, start, comma.end + space, "");
}

/** Takes a range out, with the blanks before it; a line that is then empty goes too. */
function cut(text: string, start: number, end: number, isWide = true): string {
  const from = isWide ? start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0) : start;
  const isWholeLine = text.slice(lineStart(text, start), start).trim() === "" && /^[ \t]*[\r\n]/.test(text.slice(end));
  if (isWholeLine) return splice(text, lineStart(text, start), afterNewline(text, lineEnd(text, end)), "");
  return splice(text, from, end, "");
}

/** Where the last line of an item ends, the comments that begin on it and its line break included. */
export function endOfLines(document: Document, item: Item): number {
  const { text } = document;
  return afterNewline(text, lineEnd(text, restOfLine(document, commaAfter(document, item)?.end ?? item.end)));
}

/** Whether an item has its lines for itself: nothing of its container stands before or behind it on them. */
export function standsAlone(document: Document, item: Item, node: Node): boolean {
  const { text } = document;
  const { start } = extentOf(document, item);
  if (text.slice(lineStart(text, start), start).trim() !== "") return false;
  const end = restOfLine(document, commaAfter(document, item)?.end ?? item.end);
  const rest = text.slice(end, lineEnd(text, end)).trim();
  return rest === "" && end < node.end - 1;
}

/** An item with the comments beside it: those in front of it on its line, and those between it and its comma. */
export function extentOf({ text, marks }: Document, item: Item): { start: number; end: number } {
  const comments = marks.filter(({ type }) => type.endsWith("Comment"));
  let { start, end } = item;
  for (const comment of comments.toReversed()) {
    if (comment.end > start) continue;
    const isBeside = /^[ \t]*$/.test(text.slice(comment.end, start));
    const isFirst = text.slice(lineStart(text, comment.start), comment.start).trim() === "";
    if (!isBeside || (!isFirst && /[\r\n]/.test(text.slice(comment.start, comment.end)))) break;
    start = comment.start;
  }
  for (const comment of comments) {
    if (comment.start < end) continue;
    const tail = text.slice(end, comment.end);
    if (!/^[ \t]*$/.test(text.slice(end, comment.start)) || comment.type === "LineComment" || /[\r\n]/.test(tail))
      break;
    end = comment.end;
  }
  return { start, end };
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
export function blockStart(document: Document, item: Item, node: Node): number {
  const { text, marks } = document;
  let start = lineStart(text, extentOf(document, item).start);
  for (const { type, start: from, end: to } of marks.toReversed()) {
    if (to > start || from <= node.start) continue;
    const isAbove = type.endsWith("Comment") && text.slice(lineStart(text, from), from).trim() === "";
    const between = text.slice(to, start);
    if (!isAbove || between.trim() !== "" || between.split(/\r\n|\n|\r/).length > 2) break;
    start = lineStart(text, from);
  }
  return start;
}
