import { expect, test } from "bun:test";
import { didYouMean, distance, suggest } from "./suggest.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["abc", "", 3],
  ["same", "same", 0],
  ["opus", "opsu", 1],
  ["opus", "opuss", 1],
  ["opus", "ops", 1],
  ["opus", "onus", 1],
  ["ab", "ca", 2],
  ["kitten", "sitting", 3],
])("%p is as far from %p as %d edits", (a, b, edits) => {
  expect(distance(a, b)).toBe(edits);
});

test.each<[string, string[], string[]]>([
  ["opsu", ["opus", "sonnet"], ["opus"]],
  ["OPUS", ["opus"], ["opus"]],
  [" opus ", ["Opus"], ["Opus"]],
  [" gp ", ["gpt"], ["gpt"]],
  ["gp", ["gpt", "ab", "gemini"], ["gpt"]],
  ["gpt", ["gpt-mini", "gpt", "my-gpt"], ["gpt", "my-gpt", "gpt-mini"]],
  ["antropic", ["anthropic", "openai"], ["anthropic"]],
  ["son", ["sonnet"], ["sonnet"]],
  ["so", ["sonnet"], []],
  ["xyzzy", ["opus", "sonnet"], []],
  ["", ["opus"], []],
  ["a", ["a", "a", "b"], ["a", "b"]],
  ["cat", ["cat4", "cat3", "cat2", "cat1"], ["cat1", "cat2", "cat3"]],
  ["constructor", [], []],
])("for %p out of %j the nearest are %j", (typed, names, nearest) => {
  expect(suggest(typed, names)).toEqual(nearest);
});

test("no more are named than wanted", () => {
  expect(suggest("cat", new Set(["cat1", "cat2", "cat3"]), 1)).toEqual(["cat1"]);
});

test.each<[string[], string]>([
  [[], "look elsewhere"],
  [["a"], "did you mean `a`?"],
  [["a", "b"], "did you mean `a` or `b`?"],
  [["a", "b", "c"], "did you mean `a`, `b` or `c`?"],
])("%j is asked for in one sentence", (names, sentence) => {
  expect(didYouMean(names, "look elsewhere")).toBe(sentence);
});
