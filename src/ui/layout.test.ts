import { expect, test } from "bun:test";
import { hang } from "./layout.ts";
import { createStyle } from "./style.ts";

const ENDLESS = Number.POSITIVE_INFINITY;

test.each<[string, string, number, number, number, string]>([
  ["head", "", 8, 2, 40, "head"],
  ["head", "text", 8, 2, ENDLESS, "head    text"],
  ["head", "text", 8, 2, 12, "head    text"],
  ["head", "text", 8, 2, 11, "head\n  text"],
  ["a longer head", "text", 4, 2, 40, "a longer head text"],
  ["日本", "text", 6, 2, 40, "日本  text"],
  ["head", "one two three four five six", 8, 2, 22, "head\n  one two three four\n  five six"],
  ["head", "one two three four five six", 8, 8, 28, "head    one two three four\n        five six"],
  ["head", "one two three four five six", 8, 8, 10, "head    one two three four\n        five six"],
  [
    "head",
    "run `openclaw models list --all` now",
    6,
    4,
    26,
    "head\n    run\n    `openclaw models list --all`\n    now",
  ],
])("%j with %j at %d, below at %d, in %d cells", (head, text, column, indent, width, shown) => {
  expect(hang(head, text, column, indent, createStyle(false, width))).toBe(shown);
});

test.each([
  [undefined, "head  \u001b[2mtext\u001b[22m"],
  ["warn", "head  \u001b[33mtext\u001b[39m"],
  ["strong", "head  text"],
] as const)("in the tone %p the text alone is painted", (tone, shown) => {
  expect(hang("head", "text", 6, 2, createStyle(true, ENDLESS), tone)).toBe(shown);
});

test("each line is painted for itself, the indent not", () => {
  expect(hang("head", "one two three four five", 6, 2, createStyle(true, 20))).toBe(
    "head\n  \u001b[2mone two three four\u001b[22m\n  \u001b[2mfive\u001b[22m",
  );
});
