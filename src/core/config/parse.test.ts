import { expect, test } from "bun:test";
import type { AppError } from "../../contracts/error.ts";
import { parseJson5 } from "./parse.ts";

const failure = (text: string) =>
  parseJson5(text, "/c").then(
    (value) => value,
    ({ code, message, detail, hint }: AppError) => ({ code, message, detail, hint }),
  );

test.each<[string, string, unknown]>([
  ["comments", "// one\n{ /* two */ a: 1 } // three", { a: 1 }],
  ["trailing commas", "{ a: [1, 2,], }", { a: [1, 2] }],
  ["single quotes", "{ 'a': 'it\"s' }", { a: 'it"s' }],
  ["hexadecimal and odd numbers", "{ a: 0xFF, b: .5, c: 5., d: +1 }", { a: 255, b: 0.5, c: 5, d: 1 }],
  ["a string over two lines", "{ a: 'x\\\ny' }", { a: "xy" }],
  ["escapes", '{ a: "\\u0041\\n" }', { a: "A\n" }],
  ["a byte order mark", "\ufeff{ a: 1 }", { a: 1 }],
  ["Windows line ends", "{\r\n  // x\r\n  a: 1,\r\n}\r\n", { a: 1 }],
  ["the last of two equal keys", "{ a: 1, a: 2 }", { a: 2 }],
  ["any kind of value at the root", "null", null],
])("%s are read", async (_, text, value) => {
  expect(await parseJson5(text, "/c")).toEqual(value);
});

test("a key named __proto__ changes no prototype", async () => {
  const value = (await parseJson5('{ "__proto__": { x: 1 }, constructor: 2 }', "/c")) as object;
  expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  ["", "/c:1:1 is not valid JSON5: it ends too early"],
  ["{ a: 1", "/c:1:7 is not valid JSON5: it ends too early\n  { a: 1\n        ^"],
  ["{ a: 1 } }", "/c:1:10 is not valid JSON5: `}` is not expected there\n  { a: 1 } }\n           ^"],
  ["{ a: tru }", "/c:1:6 is not valid JSON5: a name is not expected there\n  { a: *** }\n       ^"],
  ['{ a: "x\ny" }', '/c:1:6 is not valid JSON5: the string that starts there has no end\n  { a: "*\n       ^'],
  ["{\n  a: {\n    b: [1,\n", "/c:3:11 is not valid JSON5: it ends too early\n      b: [1,\n            ^"],
  ["{ a: 1 // why\n\n", "/c:1:14 is not valid JSON5: it ends too early\n  { a: 1 // ***\n               ^"],
  ["{ a:", "/c:1:5 is not valid JSON5: it ends too early\n  { a:\n      ^"],
  ["{\n  a: 1\n  ", "/c:2:7 is not valid JSON5: it ends too early\n    a: 1\n        ^"],
  ["[1 true]", "/c:1:4 is not valid JSON5: true or false is not expected there\n  [1 true]\n     ^"],
  ["[1 null]", "/c:1:4 is not valid JSON5: null is not expected there\n  [1 null]\n     ^"],
  ["{ a: 1,, }", "/c:1:8 is not valid JSON5: a comma is not expected there\n  { a: 1,, }\n         ^"],
  ["{ a: 1 b: 2 }", "/c:1:8 is not valid JSON5: a name is not expected there\n  { a: 1 *: 2 }\n         ^"],
  ["{ a = 1 }", "/c:1:5 is not valid JSON5: there is a character that does not belong there\n  { * * 1 }\n      ^"],
  ["{\n  a: 1,\n  b: 2 3\n}", "/c:3:8 is not valid JSON5: a number is not expected there\n    b: 2 3\n         ^"],
  ["{\r\n  a: 1\r\n  b: 2\r\n}", "/c:3:3 is not valid JSON5: a name is not expected there\n    b: 2\n    ^"],
])("%j is refused with file, line and column", async (text, shown) => {
  const [message = "", ...detail] = shown.split("\n");
  const line = /:(\d+):/.exec(message)?.[1];
  const hint = `open /c and mend line ${line}; nothing was changed`;
  expect(await failure(text)).toEqual({ code: "config_invalid", message, detail: detail.join("\n"), hint });
});

test("a config of endless brackets is refused", async () => {
  expect(await failure("[".repeat(200_000))).toEqual({
    code: "config_invalid",
    message: "/c is nested too deeply to be read",
    detail: "",
    hint: "check that it is the right file",
  });
});

test.each([
  ['{ apiKey: "sk-ant-api03-abcdef" "x" }', '{ apiKey: "*******************" "*" }'],
  ["{ apiKey: 'sk-ant-api03-abcdef' x }", "{ apiKey: '*******************' * }"],
  ["{ apiKey: sk-ant-api03-abcdef }", "{ apiKey: ******************* }"],
  ['{ apiKey = "sk-ant-api03-abcdef" }', '{ ****** * "*******************" }'],
  ['{ "apiKey": "sk-ant-api03-abcdef": 5 }', '{ "apiKey": "*******************": 5 }'],
  ['{ "sk-ant-api03-abcdef" }', '{ "*******************" }'],
  ['{ "apiKey: "sk-ant-api03-abcdef", }', '{ "********"*******************"***'],
  ['["sk-ant-api03-abcdef" 1]', '["*******************" 1]'],
  ['{ a: "say \\"sk-ant-api03\\"" b }', '{ a: "*****"*************"" * }'],
  ["{ a: pw }", "{ a: ** }"],
  ["{ a: 12345 b }", "{ a: 12345 * }"],
  ["{ a: 123456 b }", "{ a: ****** * }"],
  ["{ a: true, b: false, 'c': null d }", "{ a: true, b: false, 'c': null * }"],
  ["{ a: secret: b }", "{ a: ******: * }"],
  ["{ $a: pw, b-c: 1 }", "{ $a: **, ***: 1 }"],
  ["['a', b]", "['*', *]"],
])("the line of %s is shown without its values", async (text, shown) => {
  const { detail } = (await failure(text)) as AppError;
  expect(detail.split("\n")[0]?.trim()).toBe(shown);
});

test("of a long line only what is near the trouble is shown", async () => {
  const { detail } = (await failure(`{ list: [${"1, ".repeat(60)} oops ], more: [${"2, ".repeat(60)}] }`)) as AppError;
  const [shown = "", caret = ""] = detail.split("\n");
  expect([shown.length, shown.slice(caret.length - 1).slice(0, 6)]).toEqual([102, "**** ]"]);
});
