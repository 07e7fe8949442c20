import { describe, expect, test } from "bun:test";
import { createFakeEnv, type World } from "../testing/env.ts";
import { hasUnsafe, watchInput } from "./input.ts";

/** By what it does to a terminal, or to a reader. */
const UNSAFE: [string, string][] = [
  ["escape", "\u001b[2J"],
  ["null", "\u0000"],
  ["backspace", "\b"],
  ["bell", "\u0007"],
  ["delete", "\u007f"],
  ["C1 control sequence", "\u009b31m"],
  ["zero-width space", "\u200b"],
  ["right-to-left override", "\u202e"],
  ["line separator", "\u2028"],
  ["bidi isolate", "\u2067"],
  ["byte order mark", "\ufeff"],
];
const HARMLESS = ["", "anthropic/claude-opus-4-6", "naïve 模型 🦞 – …", "C:/keys"];

describe.each(UNSAFE)("the character %s", (_, text) => {
  test("is found in a file, in a database, in a path and in any variable", async () => {
    expect(await suspects({ files: { "/f": `a${text}b` } }, (env) => env.files.read("/f"))).toBe(true);
    expect(await suspects({ databases: { "/d": { q: text } } }, (env) => env.databases.readText("/d", "q"))).toBe(true);
    expect(await suspects({ variables: { OPENCLAW_STATE_DIR: `/${text}` } })).toBe(true);
    expect(await suspects({ variables: { ANY_KEY: `a${text}` } })).toBe(true);
  });

  test("is found in a word of the command line", () => {
    expect(hasUnsafe(["models", `a${text}b`])).toBe(true);
  });
});

test("an escape of JSON5 could hide such a character, so that a file with one is suspect", async () => {
  const read = (text: string) => suspects({ files: { "/f": text } }, (env) => env.files.read("/f"));
  expect(await read(String.raw`{a: "\u001b"}`)).toBe(true);
  expect(await read(String.raw`{a: "\x1b"}`)).toBe(true);
  expect(await read(String.raw`{a: "\n"}`)).toBe(true);
  expect(await read(String.raw`{a: "say \"C:/keys\""}`)).toBe(false);
});

test.each(HARMLESS)("%j is as harmless as it looks", async (text) => {
  expect(await suspects({ files: { "/f": `{\r\n\t"a": "${text}"\n}` } }, (env) => env.files.read("/f"))).toBe(false);
  expect(hasUnsafe([text])).toBe(false);
});

test("a quoted value of `.env` could hold a line end, so that a file with one is suspect", async () => {
  const read = (path: string, text: string) => suspects({ files: { [path]: text } }, (env) => env.files.read(path));
  expect(await read("/s/.env", "A='a\nb'\n")).toBe(true);
  expect(await read("/s/.env", "A=a\nB=b\n")).toBe(false);
  expect(await read("/s/openclaw.json", "{a:'a'}\n")).toBe(false);
});

test("a tab or a line end is part of a file, but not of a word", () => {
  expect(["a\tb", "a\nb", "a\rb"].map((word) => hasUnsafe([word]))).toEqual([true, true, true]);
});

test("what is read passes through unchanged", async () => {
  const { env } = watchInput(createFakeEnv({ files: { "/f": "\u001b", "/g": { unreadable: "locked" } } }).env);
  expect(await env.files.read("/f")).toEqual({ kind: "text", text: "\u001b" });
  expect(await env.files.read("/g")).toEqual({ kind: "unreadable", reason: "locked" });
  expect(await env.files.read("/h")).toEqual({ kind: "absent" });
});

type Watched = ReturnType<typeof watchInput>["env"];

async function suspects(world: World, read: (env: Watched) => unknown = () => undefined): Promise<boolean> {
  const watched = watchInput(createFakeEnv(world).env);
  await read(watched.env);
  return watched.isSuspect();
}
