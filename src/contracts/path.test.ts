import { expect, test } from "bun:test";
import * as nodePath from "node:path";
import * as fc from "fast-check";
import { basename, dirname, isAbsolute, join, resolve } from "./path.ts";

const part = fc.constantFrom("a", "b.json5", ".", "..", "c d", "ü", "x//y", "../z", "./w/", "~", "");
const trimmed = (path: string) => path.replace(/(?<=[^\\/:])[\\/]+$/, "");

test.each([
  ["posix", nodePath.posix, ["/", "/home/me", "/home//me/"]],
  ["win32", nodePath.win32, ["C:\\", "C:\\Users\\me", "d:/Users/me"]],
] as const)("the answers are those of node:path.%s, without trailing separators", (_, node, roots) => {
  fc.assert(
    fc.property(fc.constantFrom(...roots), fc.array(part, { maxLength: 5 }), (root, parts) => {
      expect(join(root, ...parts)).toBe(trimmed(node.join(root, ...parts)));
      expect(resolve(root, ...parts)).toBe(node.resolve(root, ...parts));
      const whole = node.join(root, ...parts, "end");
      expect([dirname(whole), basename(whole)]).toEqual([node.dirname(whole), node.basename(whole)]);
      for (const path of [root, whole, ...parts]) expect(isAbsolute(path)).toBe(node.isAbsolute(path));
    }),
    { numRuns: 2000, seed: 20_260_210 },
  );
});

test("an absolute part begins anew", () => {
  expect(resolve("/home/me", "/etc", "claw.json")).toBe("/etc/claw.json");
  expect(resolve("C:\\Users", "D:\\claw.json")).toBe("D:\\claw.json");
});

test("a relative path stays one", () => {
  expect([join("a", "..", ".."), join(""), join("./a/b"), dirname("a"), dirname("a/b")]).toEqual([
    "..",
    ".",
    "a/b",
    ".",
    "a",
  ]);
});
