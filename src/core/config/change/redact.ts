import { type Node, parseDocument } from "../edit/tree.ts";

/** Parts of a config that hold choices, not secrets. */
const OPEN = new Set(["agents", "meta"]);

/** Stars out, length kept, every text of a config that could be a secret, so that a diff of it can be shown. */
export function redact(text: string): string {
  const { root, marks } = parseDocument(text);
  const values = root.items.filter(({ key }) => !OPEN.has(key ?? "")).flatMap(({ value }) => scalars(value));
  const comments = marks.filter(({ type }) => type.endsWith("Comment"));
  let shown = text;
  for (const { start, end } of values) shown = shown.slice(0, start) + star(text.slice(start, end)) + shown.slice(end);
  for (const { start, end } of comments) {
    // Somebody's old key may stand in a comment: long words with digits are no prose.
    const safe = text.slice(start, end).replace(/[^\s"'`,:]{12,}/g, (word) => (/\d/.test(word) ? star(word) : word));
    shown = shown.slice(0, start) + safe + shown.slice(end);
  }
  return shown;
}

function scalars(node: Node): Node[] {
  return node.kind === "scalar" ? [node] : node.items.flatMap(({ value }) => scalars(value));
}

function star(word: string): string {
  return /^(true|false|null|-?\d{1,5})$/.test(word) ? word : word.replace(/[^"'\r\n]/g, "*");
}
