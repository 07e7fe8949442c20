import { expect, test } from "bun:test";
import { count, safeText, safeValues, tilde, truncate, wrap } from "./text.ts";

test.each([
  ["plain text, ünïcödé 日本 👍", "plain text, ünïcödé 日本 👍"],
  ["\u001b[31mred\u001b[0m", "\ufffd[31mred\ufffd[0m"],
  ["\u001b]8;;http://x\u0007link", "\ufffd]8;;http://x\ufffdlink"],
  ["two\nlines\r\tand a tab", "two\ufffdlines\ufffd\ufffdand a tab"],
  ["\u0000\u0008\u007f\u0085\u009b", "\ufffd".repeat(5)],
  ["a\u202eb\u202a\u2066\u2069", "a\ufffdb\ufffd\ufffd\ufffd"],
  ["soft\u00adhyphen \u061cletter", "soft\ufffdhyphen \ufffdletter"],
  ["tag\u{e0001}\u{e0041}\u{e007f}", "tag\ufffd\ufffd\ufffd"],
  ["\u200b\u200d\u200e\u2028\u2029\u2060\ufeff", "\ufffd".repeat(7)],
])("%j is shown as %j", (text, shown) => {
  expect(safeText(text)).toBe(shown);
});

test("every text of a result is made safe, keys too", () => {
  const result: unknown = { "a\nb": ["\u001b", { c: "\u202e", n: 1, yes: true, no: null }], d: undefined };
  expect(safeValues(result)).toEqual({
    "a\ufffdb": ["\ufffd", { c: "\ufffd", n: 1, yes: true, no: null }],
    d: undefined,
  });
});

test("a diff keeps its lines and tabs, and nothing else", () => {
  const diff = "--- a\n+++ b\r\n+\tx\r\u001b[2K\u202e";
  expect(safeValues({ diff, other: "a\nb" })).toEqual({
    diff: "--- a\n+++ b\n+\tx\ufffd\ufffd[2K\ufffd",
    other: "a\ufffdb",
  });
});

test("a key named __proto__ stays a key", () => {
  expect(JSON.stringify(safeValues(JSON.parse('{"__proto__": {"x": "\\n"}}')))).toBe('{"__proto__":{"x":"\ufffd"}}');
});

test.each([
  ["", 5, ""],
  ["exact", 5, "exact"],
  ["longer", 5, "long…"],
  ["longer", 1, "…"],
  ["日本語", 6, "日本語"],
  ["日本語", 5, "日本…"],
  ["日本語", 4, "日…"],
  ["a日本", 3, "a…"],
  ["👍👍👍", 5, "👍👍…"],
  ["\u001b[32mlonger\u001b[39m", 5, "\u001b[32mlong…\u001b[0m"],
  ["\u001b[32mok\u001b[39m", 2, "\u001b[32mok\u001b[39m"],
])("%j in %d cells is %j", (text, cells, cut) => {
  expect(truncate(text, cells)).toBe(cut);
});

test.each([
  ["", 5, [""]],
  ["one two", 7, ["one two"]],
  ["one two", 6, ["one", "two"]],
  ["one two three", 9, ["one two", "three"]],
  ["a considerable word", 4, ["a", "considerable", "word"]],
  ["  two   spaces ", 20, ["two spaces"]],
  ["run `openclaw models list` now", 10, ["run", "`openclaw models list`", "now"]],
  ["run `a b`, then `c", 10, ["run `a b`,", "then `c"]],
  ["日本 日本", 8, ["日本", "日本"]],
])("%j in lines of %d cells is %j", (text, cells, lines) => {
  expect(wrap(text, cells)).toEqual(lines);
});

test.each([
  ["/h", "~"],
  ["/h/a", "~/a"],
  ["/h\\a", "~\\a"],
  ["/home", "/home"],
  ["/a/h", "/a/h"],
])("%s is shown as %s", (path, shown) => {
  expect(tilde(path, "/h")).toBe(shown);
});

test.each([
  [0, "0 models"],
  [1, "1 model"],
  [2, "2 models"],
])("%d is said as %p", (amount, text) => {
  expect(count(amount, "model")).toBe(text);
});
