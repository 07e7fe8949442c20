import { expect, test } from "bun:test";
import { numberIn, timeIn, usedFromLeft, usedShare, windowOf } from "./common.ts";

test.each<[unknown, number | undefined]>([
  [37, 37],
  ["37", 37],
  [" 37.5 ", 37.5],
  ["-5", -5],
  [null, undefined],
  [undefined, undefined],
  ["", undefined],
  [" ", undefined],
  ["37%", undefined],
  ["0x10", undefined],
  ["NaN", undefined],
  ["Infinity", undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [true, undefined],
  [[5], undefined],
  [{}, undefined],
])("%p is the number %p", (value, number) => expect(numberIn(value)).toBe(number));

const TIME = Date.parse("2026-02-10T14:30:00Z");

test.each<[unknown, number | null]>([
  [TIME, TIME],
  [TIME / 1000, TIME],
  [String(TIME / 1000), TIME],
  [TIME / 1000 + 0.4567, TIME + 457],
  ["2026-02-10T14:30:00Z", TIME],
  ["2026-02-10T14:30:00.000000+00:00", TIME],
  ["2026-02-10 14:30:00+00:00", TIME],
  ["2026-02-10T16:30:00+02:00", TIME],
  ["2026-02-10T14:30:00", TIME],
  ["2026-02-10 14:30", TIME],
  ["2026-02-10", Date.parse("2026-02-10")],
  [0, null],
  [-1, null],
  [3600, null],
  [1e20, null],
  [TIME * 1000, null],
  ["soon", null],
  ["in 5 hours", null],
  ["2026-02-31T99:00:00Z", null],
  ["1970-01-01T00:00:00Z", null],
  [null, null],
  [undefined, null],
  [{}, null],
])("%p is the time %p", (value, time) => expect(timeIn(value)).toBe(time));

test.each([
  [37.04, 37],
  [-5, 0],
  [250, 100],
  [Number.POSITIVE_INFINITY, 100],
])("%p percent are shown as %p", (used, usedPercent) => {
  expect(windowOf("5h", used, null)).toEqual([{ label: "5h", usedPercent, resetsAt: null }]);
});

test("what is unknown is no window", () => {
  const unknown = [usedFromLeft(null), usedShare(0, { used: 1 }), usedShare("x", { used: 1 }), usedShare(10, {})];
  expect(unknown.flatMap((used) => windowOf("5h", used, TIME))).toEqual([]);
});
