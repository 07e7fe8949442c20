import { expect, test } from "bun:test";
import { array, assert, constantFrom, property, string } from "fast-check";
import { createSearch, SHORTEST } from "./search.ts";

test("values are found wherever they stand, also over each other", () => {
  const search = createSearch(["abcdefgh", "abcdefghij", "defghijk", "short", "sch\u00f6n\u{1f980}lang"]);
  expect(search("-abcdefghijk short sch\u00f6n\u{1f980}lang abcdefgh")).toEqual([
    { value: "sch\u00f6n\u{1f980}lang", at: 19 },
    { value: "abcdefghij", at: 1 },
    { value: "abcdefgh", at: 1 },
    { value: "defghijk", at: 4 },
    { value: "abcdefgh", at: 31 },
  ]);
  for (const text of ["", "abcdefg", "abcdefg abcdefg"]) expect(search(text)).toEqual([]);
  expect(createSearch([])("abcdefgh")).toEqual([]);
});

test("it finds what a search for each value finds", () => {
  const word = string({ unit: constantFrom("a", "b"), minLength: SHORTEST, maxLength: SHORTEST + 2 });
  assert(
    property(array(word, { maxLength: 5 }), string({ unit: constantFrom("a", "b"), maxLength: 60 }), (values, text) => {
      const expected = [...new Set(values)].flatMap((value) =>
        Array.from({ length: text.length }, (_, at) => ({ value, at })).filter(({ at }) => text.startsWith(value, at)),
      );
      const inOrder = (hits: { value: string; at: number }[]) =>
        hits.map(({ value, at }) => `${at} ${value}`).toSorted();
      expect(inOrder(createSearch(values)(text))).toEqual(inOrder(expected));
    }),
  );
});
