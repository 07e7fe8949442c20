import { expect, test } from "bun:test";
import { type Edit, editJson5, type Path } from "./edit.ts";

const set = (path: Path, value: unknown): Edit => ({ kind: "set", path, value });

test.each<[string, Path, unknown, string]>([
  ["{}", ["a"], 1, '{\n  "a": 1\n}'],
  ["{\r\n}", ["a"], 1, '{\r\n  "a": 1\r\n}'],
  ["// head\n{ }\n// foot\n", ["a", "b"], 1, '// head\n{\n  "a": { "b": 1 }\n}\n// foot\n'],
  ["{ /* none */ }", ["a"], 1, '{ /* none */ "a": 1 }'],
  ["{ // none\n}", ["a"], 1, '{ // none\n  "a": 1\n}'],
  ["{ /* no\nne */ }", ["a"], 1, '{ /* no\nne */ "a": 1 }'],
  ["{ a: {} }", ["a", "b", "c"], [], "{ a: { b: { c: [] } } }"],
  ["{\n  a: {\n  },\n}", ["a", "b"], 1, "{\n  a: {\n    b: 1,\n  },\n}"],
  ["{ a: [{ b: 1 }] }", ["a", 0, "c"], 2, "{ a: [{ b: 1, c: 2 }] }"],
  ["{ a: [1, 2] }", ["a", 1], { b: 3 }, "{ a: [1, { b: 3 }] }"],
  ["{ a: 1 }", [], { b: 2 }, "{ b: 2 }"],
  ["{ a: null, b: 1 }", ["a", "c"], 2, "{ a: { c: 2 }, b: 1 }"],
  ["{\n  a: null, // none\n}", ["a", "b", "c"], 1, "{\n  a: { b: { c: 1 } }, // none\n}"],
])("what is missing in %j at %j is created", (before, path, value, after) => {
  expect(editJson5(before, [set(path, value)])).toBe(after);
});

test.each<[string, Path, unknown, string]>([
  ['{ "__proto__": { a: 1 } }', ["__proto__", "a"], 2, '{ "__proto__": { a: 2 } }'],
  ["{ x: 1 }", ["__proto__", "y"], 2, "{ x: 1, __proto__: { y: 2 } }"],
  ["{ x: 1 }", ["y"], JSON.parse('{"__proto__": 1}'), "{ x: 1, y: { __proto__: 1 } }"],
  ["{ x: 1 }", ["constructor", "a"], 2, "{ x: 1, constructor: { a: 2 } }"],
  ["{ a: 1, a: 2 }", ["a"], 3, "{ a: 1, a: 3 }"],
  ["{ 'a': 1, b: 2, c: 3 }", ["a"], 'it"s', "{ 'a': 'it\"s', b: 2, c: 3 }"],
  ["{ a: 'b' }", ["c"], 'it\'s "x" \\\n', "{ a: 'b', c: 'it\\'s \"x\" \\\\\\n' }"],
  ["{ ключ: 1 }", ["имя"], 2, "{ ключ: 1, имя: 2 }"],
  ["{ a: 1 }", ["b c"], 2, '{ a: 1, "b c": 2 }'],
  ["{ a: 1 }", ["a/b:c"], {}, '{ a: 1, "a/b:c": {} }'],
  ["{ \\u0061: 1 }", ["a"], 2, "{ \\u0061: 2 }"],
  ["{ a /* k */ : /* v */ 1 /* e */ }", ["a"], 2, "{ a /* k */ : /* v */ 2 /* e */ }"],
  ["{ a: 0xFF, b: -0, c: NaN }", ["d"], 1, "{ a: 0xFF, b: -0, c: NaN, d: 1 }"],
  ['{ $include: "a.json" }', ["b"], 2, '{ $include: "a.json", b: 2 }'],
  ['{\n  $include: ["a.json"],\n  b: 1,\n}', ["b"], 2, '{\n  $include: ["a.json"],\n  b: 2,\n}'],
])("in %j the key %j is set to %j", (before, path, value, after) => {
  expect(editJson5(before, [set(path, value)])).toBe(after);
});

test.each<[string, Path, string]>([
  ['{ "__proto__": 1, x: 1 }', ["__proto__"], "{ x: 1 }"],
  ["{ x: 1 }", ["__proto__"], "{ x: 1 }"],
  ["{ x: {} }", ["y", "z"], "{ x: {} }"],
  ['{ $include: "a.json", b: 1 }', ["b"], '{ $include: "a.json" }'],
  ["{ a: 1, b: 2, a: 3 }", ["a"], "{ b: 2 }"],
])("of %j the key %j is removed", (before, path, after) => {
  expect(editJson5(before, [{ kind: "remove", path }])).toBe(after);
});

test("a key that only Bun reads without quotes is named, and nothing is given back", () => {
  const run = () => editJson5("{\n  true: 1 }", [set(["a"], 3)]);
  expect(run).toThrow("the config cannot be changed: in line 2 a word like true or null is a key without quotes");
});

test("nothing is taken out of null", () => {
  expect(editJson5("{ a: null }", [{ kind: "remove", path: ["a", "b"] }])).toBe("{ a: null }");
});
