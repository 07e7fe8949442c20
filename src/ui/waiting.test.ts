import { expect, test } from "bun:test";
import { waitingText } from "./waiting.ts";

test.each([
  [3, 5, ["anthropic", "groq"], "3 of 5 answered; waiting for anthropic, groq …"],
  [0, 3, ["anthropic", "anthropic", "groq"], "0 of 3 answered; waiting for anthropic, groq …"],
  [0, 9, ["a", "b", "c", "d", "e"], "0 of 9 answered; waiting for a, b, c and 2 more …"],
  [0, 2, [], "0 of 2 answered …"],
  [2, 2, [], ""],
] as const)("%i of %i, waiting for %j", (answered, total, waiting, text) => {
  expect(waitingText(answered, total, waiting)).toBe(text);
});
