import type { Style, Tone } from "../contracts/command.ts";
import { wrap } from "./text.ts";

/**
 * Sets a text behind a head, from cell `column` on. Where the line has no room for it, the text goes below, indented
 * by `indent`; further lines follow there.
 */
export function hang(
  head: string,
  text: string,
  column: number,
  indent: number,
  style: Style,
  tone: Tone = "dim",
): string {
  if (text === "") return head;
  const space = " ".repeat(Math.max(1, column - Bun.stringWidth(head)));
  const paint = (line: string) => (tone === "strong" ? line : style.paint(tone, line));
  if (Bun.stringWidth(head) + space.length + Bun.stringWidth(text) <= style.width) return head + space + paint(text);
  const lines = wrap(text, Math.max(20, style.width - indent));
  const [first = "", ...more] = column === indent ? lines : ["", ...lines];
  const start = first === "" ? head : head + space + paint(first);
  return [start, ...more.map((line) => " ".repeat(indent) + paint(line))].join("\n");
}
