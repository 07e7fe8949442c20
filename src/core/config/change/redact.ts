import { isPublicAddress } from "../../address.ts";
import type { Path } from "../edit/edit.ts";
import { type Node, parseDocument } from "../edit/tree.ts";

/** The texts that are choices of models, and so no secrets: all that ours ever writes, and what stands beside it. */
const OPEN =
  /^(agents (defaults|list \d+|entries \S+) ((model|imageModel|modelPolicy allow)( |$)|id$|models \S+ alias$)|meta )/;

/** Stars out, length kept, with the file's content at a path of the whole config, every text of a config that could be a secret, so that a diff of it can be shown. */
export function redact(text: string, at: Path): string {
  const { root, marks } = parseDocument(text);
  const values = closedScalars(root, at.join(" "));
  const comments = marks.filter(({ type }) => type.endsWith("Comment"));
  let shown = text;
  for (const { start, end } of values) shown = shown.slice(0, start) + star(text.slice(start, end)) + shown.slice(end);
  for (const { start, end } of comments) {
    // Somebody's old key may stand in a comment: long words, and those with digits, are no prose.
    const safe = text
      .slice(start, end)
      .replace(/\bhttps?:[^\s"'`,]+|[^\s"'`,:]{6,}/g, (word) => (/\d|^.{12}/.test(word) ? star(word) : word));
    shown = shown.slice(0, start) + safe + shown.slice(end);
  }
  return shown;
}

/** Every text and number below a path that is not open; a path is its keys and indexes with blanks between. */
function closedScalars(node: Node, path: string): Node[] {
  if (node.kind === "scalar") return OPEN.test(path) ? [] : [node];
  return node.items.flatMap(({ key, value }, index) => closedScalars(value, `${path}${path && " "}${key ?? index}`));
}

function star(word: string): string {
  const isOpen = /^(true|false|null|-?\d{1,5})$/.test(word) || isPublicAddress(word.replace(/^(["'])(.*)\1$/, "$2"));
  return isOpen ? word : word.replace(/[^"'\r\n]/g, "*");
}
