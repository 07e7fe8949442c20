import { expect, test } from "bun:test";
import * as v from "valibot";
import { Secret } from "../contracts/secret.ts";
import { allowed } from "./allow.ts";

const Row = v.object({ id: v.string(), note: v.optional(v.nullable(v.string())) });
const stray = { id: "a", token: "sk-secret" };

test.each([
  ["an object", Row, stray, { id: "a" }],
  ["a list of objects", v.array(Row), [stray, stray], [{ id: "a" }, { id: "a" }]],
  ["a list behind a pipe", v.pipe(v.array(Row), v.readonly()), [stray], [{ id: "a" }]],
  ["a list of lists", v.array(v.array(Row)), [[stray]], [[{ id: "a" }]]],
  ["a record of objects", v.record(v.string(), Row), { x: stray }, { x: { id: "a" } }],
  ["an optional object", v.object({ row: v.optional(Row) }), { row: stray }, { row: { id: "a" } }],
  ["a nullable object", v.object({ row: v.nullable(Row) }), { row: stray }, { row: { id: "a" } }],
])("a stray field of %s is left out", (_, schema, value, kept) => {
  expect(allowed(schema, value)).toEqual(kept);
});

test.each([
  ["null", v.nullable(Row), null],
  ["an empty list", v.array(Row), []],
  ["an empty record", v.record(v.string(), Row), {}],
  ["a list of words", v.array(v.string()), ["a", "b"]],
  ["false and 0", v.object({ no: v.boolean(), none: v.number() }), { no: false, none: 0 }],
  ["a field that is null", Row, { id: "a", note: null }],
])("%s stays as it is", (_, schema, value) => {
  expect(allowed(schema, value)).toEqual(value);
});

test("an absent field stays absent", () => {
  expect(JSON.stringify(allowed(Row, { id: "a", note: undefined }))).toBe('{"id":"a"}');
});

test("fields come in the order of the schema", () => {
  expect(JSON.stringify(allowed(Row, { note: "n", id: "a" }))).toBe('{"id":"a","note":"n"}');
});

test("an object where the schema names none of its fields is a bug, a secret above all", () => {
  const bug = new TypeError("a result has an object where its schema has string");
  expect(() => allowed(Row, { id: { token: "sk-secret" } })).toThrow(bug);
  expect(() => allowed(Row, { id: new Secret("sk-secret") })).toThrow(bug);
});

test.each([
  ["words", v.array(v.string()), ["a", { token: "sk-secret" }], "string"],
  ["secrets", v.array(v.string()), ["a", new Secret("sk-secret")], "string"],
  ["numbers", v.array(v.number()), [{ token: "sk-secret" }, 1], "number"],
  ["lists of words", v.array(v.array(v.string())), [["a", { token: "sk-secret" }]], "string"],
  ["words or nothing", v.array(v.nullable(v.string())), [null, { token: "sk-secret" }], "string"],
])("an object in a list of plain values is a bug, and nothing of it is named: %s", (_, schema, value, type) => {
  expect(() => allowed(schema, value)).toThrow(new TypeError(`a result has an object where its schema has ${type}`));
});

test("a record keeps a key that is named like a property of every object", () => {
  const value = JSON.parse('{"__proto__": {"id": "a", "token": "t"}, "constructor": {"id": "b"}}');
  const text = JSON.stringify(allowed(v.record(v.string(), Row), value));
  expect(text).toBe('{"__proto__":{"id":"a"},"constructor":{"id":"b"}}');
});
