import { expect, test } from "bun:test";
import { array, assert, constantFrom, property } from "fast-check";
import { applyTo } from "../config/edit/edit.ts";
import { listEdits } from "./list-edits.ts";

const words = (text: string) => text.split(" ").filter(Boolean);
const edits = (before: string, after: string) => listEdits(["l"], words(before), words(after));

test.each([
  ["a b", "a b", []],
  ["a b", "a b c", [{ kind: "insert", path: ["l"], index: 2, value: "c" }]],
  ["a b c", "a c", [{ kind: "remove", path: ["l", 1] }]],
  ["a b c", "c a b", [{ kind: "move", path: ["l"], from: 2, to: 0 }]],
  ["a b c", "a x c", [{ kind: "set", path: ["l", 1], value: "x" }]],
  ["a b", "", [{ kind: "set", path: ["l"], value: [] }]],
  ["a", "", [{ kind: "remove", path: ["l", 0] }]],
  [
    "a f b",
    "a x y b",
    [
      { kind: "set", path: ["l", 1], value: "x" },
      { kind: "insert", path: ["l"], index: 2, value: "y" },
    ],
  ],
])("from %j to %j", (before, after, expected) => {
  expect(edits(before, after)).toEqual(expected as never);
});

test("the edits always lead from one list to the other", () => {
  const list = array(constantFrom("a", "b", "c", "d", "e"), { maxLength: 7 });
  assert(
    property(list, list, (before, after) => {
      const result = listEdits(["l"], before, after).reduce<unknown>(applyTo, { l: before });
      expect(result).toEqual({ l: after });
    }),
  );
});
