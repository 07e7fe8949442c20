import { expect, test } from "bun:test";
import type { AppError } from "../../contracts/error.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { merge, readWithIncludes } from "./includes.ts";

const read = (files: NonNullable<World["files"]>) =>
  readWithIncludes(createFakeEnv({ files }).env.files, "/c/main.json");
const failure = (files: NonNullable<World["files"]>) =>
  read(files).then(
    (value) => value,
    ({ code, message, hint }: AppError) => [code, message, hint],
  );

test.each<[string, unknown, unknown, unknown]>([
  ["lists join", [1, 2], [2], [1, 2, 2]],
  ["objects merge", { a: { x: 1 }, b: 1 }, { a: { y: 2 } }, { a: { x: 1, y: 2 }, b: 1 }],
  ["the later value wins", { a: 1 }, { a: "two" }, { a: "two" }],
  ["a list does not merge with an object", { a: [1] }, { a: { x: 1 } }, { a: { x: 1 } }],
  ["null wins too", { a: { x: 1 } }, { a: null }, { a: null }],
])("merging: %s", (_, base, over, merged) => {
  expect(merge(base, over)).toEqual(merged);
});

test("merging a key named __proto__ changes no prototype", () => {
  const merged = merge({ a: 1 }, JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}')) as object;
  expect(JSON.stringify(merged)).toBe('{"a":1,"__proto__":{"polluted":1},"constructor":2}');
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
});

test.each<[string, NonNullable<World["files"]>, unknown]>([
  ["an absent config is undefined", {}, undefined],
  [
    "a config without includes is itself",
    { "/c/main.json": "{a: [1, {b: 2}], n: null}" },
    { a: [1, { b: 2 }], n: null },
  ],
  ["siblings win", { "/c/main.json": '{$include: "a.json", x: 1}', "/c/a.json": "{x: 2, y: 2}" }, { x: 1, y: 2 }],
  [
    "lists of includes and siblings join",
    {
      "/c/main.json": '{$include: ["a.json", "b.json"], l: [3]}',
      "/c/a.json": "{l: [1], x: 1}",
      "/c/b.json": "{l: [2], x: 2}",
    },
    { l: [1, 2, 3], x: 2 },
  ],
  [
    "an include may stand anywhere, in lists too",
    { "/c/main.json": '{a: {b: {$include: "v.json"}}, l: [{$include: "v.json", y: 2}]}', "/c/v.json": "{x: 1}" },
    { a: { b: { x: 1 } }, l: [{ x: 1, y: 2 }] },
  ],
  [
    "an include is relative to the file that names it",
    {
      "/c/main.json": '{$include: "./sub/a.json"}',
      "/c/sub/a.json": '{$include: ["b.json", "../up.json", "/abs.json"]}',
      "/c/sub/b.json": "{b: 1}",
      "/c/up.json": "{up: 1}",
      "/abs.json": "{abs: 1}",
    },
    { b: 1, up: 1, abs: 1 },
  ],
  [
    "a file may be included twice side by side",
    { "/c/main.json": '{a: {$include: "v.json"}, b: {$include: "v.json"}}', "/c/v.json": "{x: 1}" },
    { a: { x: 1 }, b: { x: 1 } },
  ],
  ["no include at all is an empty object", { "/c/main.json": "{$include: [], a: {$include: []}}" }, { a: {} }],
  ["an empty include alone is an empty config", { "/c/main.json": "{$include: []}" }, {}],
  ["an include may be a list", { "/c/main.json": '{l: {$include: "l.json"}}', "/c/l.json": "[1]" }, { l: [1] }],
])("%s", async (_, files, config) => {
  expect(await read(files)).toEqual(config);
});

function chain(length: number): Record<string, string> {
  const names = ["/c/main.json", ...Array.from({ length }, (_, index) => `/c/${index + 1}.json`)];
  return Object.fromEntries(
    names.map((name, index) => [name, index === length ? "{deep: 1}" : `{$include: "${index + 1}.json"}`]),
  );
}

test("ten includes deep is read", async () => {
  expect(await read(chain(10))).toEqual({ deep: 1 });
});

const SHAPE = [
  "config_invalid",
  "/c/main.json has an `$include` that is neither a path nor a list of paths",
  'write it as `$include: "./other.json5"`',
];

test.each<[string, NonNullable<World["files"]>, string[]]>([
  [
    "eleven includes deep",
    chain(11),
    [
      "config_invalid",
      "/c/main.json nests `$include` more than 10 deep",
      "include /c/11.json from a file nearer to the top",
    ],
  ],
  [
    "a file that includes itself",
    { "/c/main.json": '{a: {$include: "../c/main.json"}}' },
    [
      "config_invalid",
      "/c/main.json includes itself (/c/main.json → /c/main.json)",
      "take the `$include` out of /c/main.json",
    ],
  ],
  [
    "a loop of includes",
    { "/c/main.json": '{$include: "a.json"}', "/c/a.json": '{$include: "main.json"}' },
    [
      "config_invalid",
      "/c/main.json includes itself (/c/main.json → /c/a.json → /c/main.json)",
      "take the `$include` out of /c/a.json",
    ],
  ],
  [
    "a missing file",
    { "/c/main.json": '{$include: "a.json"}', "/c/a.json": '{$include: "gone.json"}' },
    [
      "config_unreadable",
      "/c/a.json includes /c/gone.json, which does not exist",
      "create it, or mend `$include` in /c/a.json",
    ],
  ],
  [
    "an unreadable config",
    { "/c/main.json": { unreadable: "permission denied" } },
    ["config_unreadable", "/c/main.json cannot be read: permission denied", "check the file: `ls -ld /c/main.json`"],
  ],
  [
    "a config that is no UTF-8",
    { "/c/main.json": { unreadable: "it is not UTF-8 text" } },
    [
      "config_unreadable",
      "/c/main.json cannot be read: it is not UTF-8 text",
      "save it as UTF-8; `file /c/main.json` says what it is written in",
    ],
  ],
  [
    "an unreadable include",
    { "/c/main.json": '{$include: "a.json"}', "/c/a.json": { unreadable: "it is a folder" } },
    ["config_unreadable", "/c/a.json cannot be read: it is a folder", "check the file: `ls -ld /c/a.json`"],
  ],
  [
    "an include that is no JSON5",
    { "/c/main.json": '{$include: "a.json"}', "/c/a.json": "{a: 1" },
    [
      "config_invalid",
      "/c/a.json:1:6 is not valid JSON5: it ends too early",
      "open /c/a.json and mend line 1; nothing was changed",
    ],
  ],
  ["a number as an include", { "/c/main.json": "{$include: 5}" }, SHAPE],
  ["a list with a number", { "/c/main.json": '{$include: ["a.json", 5]}' }, SHAPE],
  ["an empty name", { "/c/main.json": '{$include: [""]}' }, SHAPE],
  ["null as an include", { "/c/main.json": "{$include: null}" }, SHAPE],
])("%s is refused", async (_, files, error) => {
  expect(await failure(files)).toEqual(error);
});
