import { expect, test } from "bun:test";
import { formatDuration } from "./duration.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [0, "1m"],
  [1, "1m"],
  [29_999, "1m"],
  [MINUTE, "1m"],
  [1.5 * MINUTE, "2m"],
  [5.4 * MINUTE, "5m"],
  [59 * MINUTE, "59m"],
  [59.49 * MINUTE, "59m"],
  [59.5 * MINUTE, "1h"],
  [59.99 * MINUTE, "1h"],
  [HOUR, "1h"],
  [1.4 * HOUR, "1h"],
  [24 * HOUR, "24h"],
  [47 * HOUR, "47h"],
  [47.49 * HOUR, "47h"],
  [47.99 * HOUR, "2d"],
  [48 * HOUR, "2d"],
  [12.4 * 24 * HOUR, "12d"],
  [400 * 24 * HOUR, "400d"],
  [-5 * MINUTE, "5m"],
  [-72 * HOUR, "3d"],
])("%d milliseconds are %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
