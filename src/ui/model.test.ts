import { expect, test } from "bun:test";
import { formatContext, formatPrice } from "./model.ts";

test.each([
  [0, "0"],
  [512, "512"],
  [1000, "1k"],
  [4096, "4k"],
  [131_072, "131k"],
  [200_000, "200k"],
  [999_499, "999k"],
  [999_500, "1M"],
  [999_999, "1M"],
  [1_000_000, "1M"],
  [1_048_576, "1.05M"],
  [10_000_000, "10M"],
])("%d tokens are %s", (tokens, text) => {
  expect(formatContext(tokens)).toBe(text);
});

test.each([
  [false, false, { input: 3, output: 15 }, "$3/$15"],
  [false, false, { input: 0.25, output: 1.25 }, "$0.25/$1.25"],
  [false, false, { input: 0.12345, output: 100 }, "$0.123/$100"],
  [false, false, { input: 0.0001, output: 0.00012345 }, "$0.0001/$0.000123"],
  [false, false, { input: 1.2344, output: 0.9999 }, "$1.23/$1"],
  [false, false, { input: 0, output: 2 }, "$0/$2"],
  [false, false, { input: 0, output: 0 }, ""],
  [false, false, null, ""],
  [false, true, { input: 0, output: 0 }, "free"],
  [false, true, null, "free"],
  [true, true, null, "local"],
  [true, false, { input: 3, output: 15 }, "local"],
])("local %p, free %p, cost %j reads %p", (local, free, cost, text) => {
  expect(formatPrice(local, free, cost)).toBe(text);
});
