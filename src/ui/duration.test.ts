import { expect, test } from "bun:test";
import { formatDuration, formatSpan } from "./duration.ts";

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

test.each([
  [0, "1m"],
  [45 * MINUTE, "45m"],
  [59.6 * MINUTE, "1h"],
  [2.5 * HOUR, "2h 30m"],
  [3 * HOUR, "3h"],
  [24 * HOUR, "1d"],
  [23 * HOUR + 59.9 * MINUTE, "1d"],
  [76 * HOUR + 10 * MINUTE, "3d 4h"],
])("%d milliseconds are more exactly %s", (milliseconds, text) => {
  expect(formatSpan(milliseconds)).toBe(text);
});
