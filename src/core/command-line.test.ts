import { expect, test } from "bun:test";
import { shellWord } from "./command-line.ts";

test.each([
  ["chutes:me@example.com", "chutes:me@example.com"],
  ["groq:work-2_a+b/c.d,e", "groq:work-2_a+b/c.d,e"],
  ["", "''"],
  ["a b", "'a b'"],
  ["a$(id)`id`;id", "'a$(id)`id`;id'"],
  ["it's", "'it'\\''s'"],
  ["~x", "'~x'"],
  ["=ls", "'=ls'"],
  ["a*?", "'a*?'"],
])("%j is the word %s of a command, and a shell reads it back", (text, word) => {
  expect(shellWord(text)).toBe(word);
  const { stdout } = Bun.spawnSync(["/bin/sh", "-c", `printf %s ${word}`]);
  expect(stdout.toString()).toBe(text);
});
