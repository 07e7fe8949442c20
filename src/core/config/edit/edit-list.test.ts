import { expect, test } from "bun:test";
import { type Edit, editJson5 } from "./edit.ts";

const insert = (index: number): Edit => ({ kind: "insert", path: ["l"], index, value: "n" });
const remove = (index: number): Edit => ({ kind: "remove", path: ["l", index] });
const move = (from: number, to: number): Edit => ({ kind: "move", path: ["l"], from, to });

/** The list of each document after one edit: inserted at 0, 1, 3; 0, 1, 2 removed; moved 0 to 2, 2 to 0, 1 to 2. */
const EDITS = [insert(0), insert(1), insert(3), remove(0), remove(1), remove(2), move(0, 2), move(2, 0), move(1, 2)];

test.each<[style: string, before: string, after: string[]]>([
  [
    "one line",
    "{ l: [1, 2, 3] }",
    ['["n", 1, 2, 3]', '[1, "n", 2, 3]', '[1, 2, 3, "n"]', "[2, 3]", "[1, 3]", "[1, 2]"]
      .concat(["[2, 3, 1]", "[3, 1, 2]", "[1, 3, 2]"])
      .map((list) => `{ l: ${list} }`),
  ],
  [
    "one line with a trailing comma",
    "{ 'l': ['a', 'b', 'c',] }",
    ["['n', 'a', 'b', 'c',]", "['a', 'n', 'b', 'c',]", "['a', 'b', 'c', 'n',]", "['b', 'c',]", "['a', 'c',]"]
      .concat(["['a', 'b',]", "['b', 'c', 'a',]", "['c', 'a', 'b',]", "['a', 'c', 'b',]"])
      .map((list) => `{ 'l': ${list} }`),
  ],
  [
    "minified JSON",
    '{"l":[1,2,3]}',
    ['["n",1,2,3]', '[1,"n",2,3]', '[1,2,3,"n"]', "[2,3]", "[1,3]", "[1,2]", "[2,3,1]", "[3,1,2]", "[1,3,2]"].map(
      (list) => `{"l":${list}}`,
    ),
  ],
  [
    "many lines",
    "{\n  l: [\n    1,\n    2,\n    3\n  ]\n}\n",
    ['"n" 1 2 3', '1 "n" 2 3', '1 2 3 "n"', "2 3", "1 3", "1 2", "2 3 1", "3 1 2", "1 3 2"].map(
      (items) => `{\n  l: [\n    ${items.replaceAll(" ", ",\n    ")}\n  ]\n}\n`,
    ),
  ],
  [
    "tabs, CRLF and a trailing comma",
    "{\r\n\tl: [\r\n\t\t1,\r\n\t\t2,\r\n\t\t3,\r\n\t],\r\n}\r\n",
    ['"n" 1 2 3', '1 "n" 2 3', '1 2 3 "n"', "2 3", "1 3", "1 2", "2 3 1", "3 1 2", "1 3 2"].map(
      (items) => `{\r\n\tl: [\r\n\t\t${items.replaceAll(" ", ",\r\n\t\t")},\r\n\t],\r\n}\r\n`,
    ),
  ],
  [
    "comments above and behind",
    "{ l: [\n  // A\n  1, // a\n\n  /* B */\n  2, // b\n  3 // c\n  // end\n] }",
    [
      '  "n",\n  // A\n  1, // a\n\n  /* B */\n  2, // b\n  3 // c\n',
      '  // A\n  1, // a\n\n  "n",\n  /* B */\n  2, // b\n  3 // c\n',
      '  // A\n  1, // a\n\n  /* B */\n  2, // b\n  3, // c\n  "n"\n',
      "\n  /* B */\n  2, // b\n  3 // c\n",
      "  // A\n  1, // a\n\n  3 // c\n",
      "  // A\n  1, // a\n\n  /* B */\n  2 // b\n",
      "  /* B */\n  2, // b\n  3, // c\n  // A\n  1 // a\n\n",
      "  3, // c\n  // A\n  1, // a\n\n  /* B */\n  2 // b\n",
      "  // A\n  1, // a\n\n  3, // c\n  /* B */\n  2 // b\n",
    ].map((items) => `{ l: [\n${items}  // end\n] }`),
  ],
  [
    "several to a line",
    "{ l: [1,\n  2,\n  3] }",
    ['"n", 1,\n  2,\n  3', '1,\n  "n",\n  2,\n  3', '1,\n  2,\n  3, "n"', "\n  2,\n  3", "1,\n  3", "1,\n  2"]
      .concat(["2,\n  3,\n  1", "3,\n  1,\n  2", "1,\n  3,\n  2"])
      .map((items) => `{ l: [${items}] }`),
  ],
])("a list in %s stays as it is written", (_, before, after) => {
  expect(EDITS.map((edit) => editJson5(before, [edit]))).toEqual(after);
});

test.each([
  ["{ l: [] }", '{ l: ["n"] }'],
  ["{ l: [ ] }", '{ l: ["n"] }'],
  ["{\n  l: [],\n}\n", '{\n  l: ["n"],\n}\n'],
  ["{\n  a: {\n    b: 1,\n  },\n  l: [],\n}\n", '{\n  a: {\n    b: 1,\n  },\n  l: [\n    "n",\n  ],\n}\n'],
  ["{\r\n\tl: [\r\n\t]\r\n}", '{\r\n\tl: [\r\n\t\t"n"\r\n\t]\r\n}'],
  ["{\n  l: [\n    // none\n  ],\n}\n", '{\n  l: [\n    // none\n    "n",\n  ],\n}\n'],
  ["{ l: [ /* none */ ] }", '{ l: [ /* none */ "n" ] }'],
  ["{ l: [/* no\nne */] }", '{ l: [/* no\nne */ "n"] }'],
])("the first element of %j gives %j", (before, after) => {
  expect(editJson5(before, [insert(0)])).toBe(after);
});

test.each([
  ["{ l: [1] }", "{ l: [] }"],
  ["{\n  l: [\n    // A\n    1, // a\n  ]\n}", "{\n  l: [\n  ]\n}"],
])("without its only element %j is %j", (before, after) => {
  expect(editJson5(before, [remove(0)])).toBe(after);
});

test("a comment behind the element before stays when the last one goes", () => {
  const text = "{ l: [\n  1, // one\n  /* x */ 2\n] }";
  expect(editJson5(text, [remove(1)])).toBe("{ l: [\n  1 // one\n] }");
});

test("an element is moved with a comment of several lines behind it", () => {
  const text = "{ l: [\n  1,\n  2 /* o\n  ver */\n] }";
  expect(editJson5(text, [move(0, 1)])).toBe("{ l: [\n  2, /* o\n  ver */\n  1\n] }");
});

test("moving an element to where it stands changes nothing", () => {
  const text = "{ l: [\n  1, // a\n  2 /* b */ ,\n] }";
  expect(editJson5(text, [move(1, 1)])).toBe(text);
});
