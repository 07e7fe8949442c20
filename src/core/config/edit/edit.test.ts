import { expect, test } from "bun:test";
import type { AppError } from "../../../contracts/error.ts";
import { type Edit, editJson5, type Path } from "./edit.ts";

const set = (path: Path, value: unknown): Edit => ({ kind: "set", path, value });
const remove = (...path: Path): Edit => ({ kind: "remove", path });

/** Before, after each of: `a` set, `d` set, `a`, `b`, `c` removed. */
test.each<[style: string, before: string, ...after: string[]]>([
  [
    "one line",
    "{ a: 1, b: 2, c: 3 }",
    '{ a: "x", b: 2, c: 3 }',
    '{ a: 1, b: 2, c: 3, d: { e: ["x"] } }',
    "{ b: 2, c: 3 }",
    "{ a: 1, c: 3 }",
    "{ a: 1, b: 2 }",
  ],
  [
    "one line with a trailing comma",
    "{ a: 1, b: 2, c: 3, }",
    '{ a: "x", b: 2, c: 3, }',
    '{ a: 1, b: 2, c: 3, d: { e: ["x"] }, }',
    "{ b: 2, c: 3, }",
    "{ a: 1, c: 3, }",
    "{ a: 1, b: 2, }",
  ],
  [
    "minified JSON",
    '{"a":1,"b":2,"c":3}',
    '{"a":"x","b":2,"c":3}',
    '{"a":1,"b":2,"c":3,"d":{"e":["x"]}}',
    '{"b":2,"c":3}',
    '{"a":1,"c":3}',
    '{"a":1,"b":2}',
  ],
  [
    "single quotes",
    "{ 'a': 'o', 'b': 'p', 'c': 'q' }",
    "{ 'a': 'x', 'b': 'p', 'c': 'q' }",
    "{ 'a': 'o', 'b': 'p', 'c': 'q', 'd': { 'e': ['x'] } }",
    "{ 'b': 'p', 'c': 'q' }",
    "{ 'a': 'o', 'c': 'q' }",
    "{ 'a': 'o', 'b': 'p' }",
  ],
  [
    "many lines",
    "{\n  a: 1,\n  b: 2,\n  c: 3\n}\n",
    '{\n  a: "x",\n  b: 2,\n  c: 3\n}\n',
    '{\n  a: 1,\n  b: 2,\n  c: 3,\n  d: { e: ["x"] }\n}\n',
    "{\n  b: 2,\n  c: 3\n}\n",
    "{\n  a: 1,\n  c: 3\n}\n",
    "{\n  a: 1,\n  b: 2\n}\n",
  ],
  [
    "tabs, CRLF and a trailing comma",
    '{\r\n\t"a": 1,\r\n\t"b": 2,\r\n\t"c": 3,\r\n}\r\n',
    '{\r\n\t"a": "x",\r\n\t"b": 2,\r\n\t"c": 3,\r\n}\r\n',
    '{\r\n\t"a": 1,\r\n\t"b": 2,\r\n\t"c": 3,\r\n\t"d": { "e": ["x"] },\r\n}\r\n',
    '{\r\n\t"b": 2,\r\n\t"c": 3,\r\n}\r\n',
    '{\r\n\t"a": 1,\r\n\t"c": 3,\r\n}\r\n',
    '{\r\n\t"a": 1,\r\n\t"b": 2,\r\n}\r\n',
  ],
  [
    "nothing but tall objects",
    "{\n    a: {\n        z: 1\n    },\n    b: 2,\n    c: 3\n}",
    '{\n    a: "x",\n    b: 2,\n    c: 3\n}',
    '{\n    a: {\n        z: 1\n    },\n    b: 2,\n    c: 3,\n    d: {\n        e: [\n            "x"\n        ]\n    }\n}',
    "{\n    b: 2,\n    c: 3\n}",
    "{\n    a: {\n        z: 1\n    },\n    c: 3\n}",
    "{\n    a: {\n        z: 1\n    },\n    b: 2\n}",
  ],
  [
    "comments above, behind and between",
    "// top\n{\n  // A\n  a: 1, // a\n  // B1\n  /* B2 */\n  b: 2, /* b */\n\n  // alone\n\n  // C\n  c: 3 // c\n  // end\n}\n",
    '// top\n{\n  // A\n  a: "x", // a\n  // B1\n  /* B2 */\n  b: 2, /* b */\n\n  // alone\n\n  // C\n  c: 3 // c\n  // end\n}\n',
    '// top\n{\n  // A\n  a: 1, // a\n  // B1\n  /* B2 */\n  b: 2, /* b */\n\n  // alone\n\n  // C\n  c: 3, // c\n  d: { e: ["x"] }\n  // end\n}\n',
    "// top\n{\n  // B1\n  /* B2 */\n  b: 2, /* b */\n\n  // alone\n\n  // C\n  c: 3 // c\n  // end\n}\n",
    "// top\n{\n  // A\n  a: 1, // a\n\n  // alone\n\n  // C\n  c: 3 // c\n  // end\n}\n",
    "// top\n{\n  // A\n  a: 1, // a\n  // B1\n  /* B2 */\n  b: 2 /* b */\n\n  // alone\n\n  // end\n}\n",
  ],
  [
    "comments in one line",
    "{ /* A */ a: 1 /* a */, /* B */ b: 2 /* b */, /* C */ c: 3 /* c */ }",
    '{ /* A */ a: "x" /* a */, /* B */ b: 2 /* b */, /* C */ c: 3 /* c */ }',
    '{ /* A */ a: 1 /* a */, /* B */ b: 2 /* b */, /* C */ c: 3 /* c */, d: { e: ["x"] } }',
    "{ /* B */ b: 2 /* b */, /* C */ c: 3 /* c */ }",
    "{ /* A */ a: 1 /* a */, /* C */ c: 3 /* c */ }",
    "{ /* A */ a: 1 /* a */, /* B */ b: 2 /* b */ }",
  ],
  [
    "commas in front",
    "{\n  a: 1\n  , b: 2\n  , c: 3\n}\n",
    '{\n  a: "x"\n  , b: 2\n  , c: 3\n}\n',
    '{\n  a: 1\n  , b: 2\n  , c: 3, d: { e: ["x"] }\n}\n',
    "{\n  b: 2\n  , c: 3\n}\n",
    "{\n  a: 1\n  , c: 3\n}\n",
    "{\n  a: 1\n  , b: 2\n}\n",
  ],
  [
    "several to a line",
    "{\n  a: 1, b: 2,\n  c: 3 }",
    '{\n  a: "x", b: 2,\n  c: 3 }',
    '{\n  a: 1, b: 2,\n  c: 3, d: { e: ["x"] } }',
    "{\n  b: 2,\n  c: 3 }",
    "{\n  a: 1,\n  c: 3 }",
    "{\n  a: 1, b: 2 }",
  ],
  [
    "numbers in hex and worse",
    "{ a: 0xFF, b: .5, c: +1 }",
    '{ a: "x", b: .5, c: +1 }',
    '{ a: 0xFF, b: .5, c: +1, d: { e: ["x"] } }',
    "{ b: .5, c: +1 }",
    "{ a: 0xFF, c: +1 }",
    "{ a: 0xFF, b: .5 }",
  ],
])("in %s only what must change does", (_, before, ...after) => {
  const edits = [set(["a"], "x"), set(["d", "e"], ["x"]), remove("a"), remove("b"), remove("c")];
  expect(edits.map((edit) => editJson5(before, [edit]))).toEqual(after);
});

test.each([
  ["{ a: 1 }", "{}"],
  ["{ a: 1, }", "{ }"],
  ["{a:1}", "{}"],
  ["{\n  a: 1\n}\n", "{\n}\n"],
  ["{\r\n\t// A\r\n\ta: 1, // a\r\n}", "{\r\n}"],
  ["{\n  a: {\n    b: 1\n  },\n  // end\n}", "{\n  // end\n}"],
  ["{ \\u0061: 1 }", "{}"],
  ["{ b: 1 }", "{ b: 1 }"],
])("without its only key %j is %j", (before, after) => {
  expect(editJson5(before, [remove("a")])).toBe(after);
});

test("several edits are made one after another, and none changes nothing", () => {
  const text = "{ a: 1, b: [1] }";
  const edits: Edit[] = [
    remove("a"),
    set(["c"], {}),
    set(["c", "d"], 1),
    { kind: "insert", path: ["b"], index: 1, value: 2 },
  ];
  expect(editJson5(text, edits)).toBe("{ b: [1, 2], c: { d: 1 } }");
  expect(editJson5(text, [])).toBe(text);
});

test("an edit that would alter something else gives nothing back", () => {
  const run = () => editJson5("{ l: [1] }", [set(["l", 5], 2)]);
  expect(run).toThrow(expect.objectContaining({ code: "bug" }) as unknown as AppError);
});
