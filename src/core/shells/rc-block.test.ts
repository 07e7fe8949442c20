import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { addBlock, hasBrokenMarks, removeBlock } from "./rc-block.ts";

test.each([
  [undefined, "# >>> openclaw completion, which made this file >>>\nload\n# <<< openclaw completion <<<\n"],
  ["", "# >>> openclaw completion >>>\nload\n# <<< openclaw completion <<<\n"],
  ["a\n", "a\n# >>> openclaw completion >>>\nload\n# <<< openclaw completion <<<\n"],
  ["a", "a\n# >>> openclaw completion, behind a line without an end >>>\nload\n# <<< openclaw completion <<<\n"],
])("behind %j the block begins on a line of its own, and so does what follows", (text, whole) => {
  expect(addBlock(text, "load")).toBe(whole);
  expect(removeBlock(whole)).toBe(text);
});

test("whatever stands there comes back to the byte", () => {
  const text = fc
    .array(fc.constantFrom("a", "\n", "\r\n", "# x", "# >>> other >>>", " "))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(removeBlock(addBlock(before, "load"))).toBe(before);
      const grown = `${addBlock(before, "load")}${after}`;
      const kept = removeBlock(grown) ?? "";
      expect(kept.replace(/\n/g, "")).toBe(`${before}${after}`.replace(/\n/g, ""));
    }),
  );
});

test("a file that a block made stays when somebody wrote into it", () => {
  expect(removeBlock(`${addBlock(undefined, "load")}mine\n`)).toBe("mine\n");
});

test("blocks that stand twice are both taken away; half a block stays", () => {
  expect(removeBlock(addBlock(addBlock("a\n", "x"), "y"))).toBe("a\n");
  const half = "# >>> openclaw completion >>>\nload\n";
  expect(removeBlock(half)).toBe(half);
});

test("what somebody wrote between the marks, or where one of them is lost, stays", () => {
  const block = addBlock("a\n", "load");
  const between = block.replace("load\n", "load\nexport MINE=1\n");
  const unended = block.replace("# <<< openclaw completion <<<\n", "export MINE=1\n");
  for (const text of [between, unended]) {
    expect(removeBlock(text)).toBe(text);
    expect(hasBrokenMarks(text)).toBe(true);
    expect(removeBlock(addBlock(text, "load"))).toBe(text);
  }
  expect(hasBrokenMarks(block)).toBe(false);
});
