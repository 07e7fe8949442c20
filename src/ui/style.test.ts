import { expect, test } from "bun:test";
import type { Tone } from "../contracts/command.ts";
import { createStyle } from "./style.ts";

test.each<[Tone, string]>([
  ["good", "\u001b[32mx\u001b[39m"],
  ["bad", "\u001b[31mx\u001b[39m"],
  ["warn", "\u001b[33mx\u001b[39m"],
  ["dim", "\u001b[2mx\u001b[22m"],
  ["strong", "\u001b[1mx\u001b[22m"],
  ["accent", "\u001b[36mx\u001b[39m"],
])("%s has its colour and takes back nothing else", (tone, painted) => {
  expect(createStyle(true, 80).paint(tone, "x")).toBe(painted);
  expect(createStyle(false, 80).paint(tone, "x")).toBe("x");
});

test("an empty text stays empty", () => {
  expect(createStyle(true, 80).paint("good", "")).toBe("");
});

test("the width is what was given", () => {
  expect(createStyle(false, Number.POSITIVE_INFINITY).width).toBe(Number.POSITIVE_INFINITY);
});
