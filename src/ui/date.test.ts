import { expect, test } from "bun:test";
import { assert, integer, property } from "fast-check";
import { formatDate, formatTime } from "./date.ts";

test.each([
  [0, "1970-01-01", "1970-01-01 00:00 UTC"],
  [1_709_164_800_000, "2024-02-29", "2024-02-29 00:00 UTC"],
  [1_770_724_800_000, "2026-02-10", "2026-02-10 12:00 UTC"],
  [1_770_767_999_999, "2026-02-10", "2026-02-10 23:59 UTC"],
])("%i is %s", (milliseconds, date, time) => {
  expect([formatDate(milliseconds), formatTime(milliseconds)]).toEqual([date, time]);
});

test("every day is the one of the system's own calendar", () => {
  const times = integer({ min: 0, max: Date.parse("9999-12-31T23:59:59Z") });
  assert(
    property(times, (time) => {
      const iso = new Date(time).toISOString();
      expect(formatTime(time)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
    }),
  );
});
