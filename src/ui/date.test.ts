import { expect, test } from "bun:test";
import { formatDate, formatTime } from "./date.ts";

test.each([
  [0, "1970-01-01", "1970-01-01 00:00 UTC"],
  [1_770_724_800_000, "2026-02-10", "2026-02-10 12:00 UTC"],
  [1_770_767_999_999, "2026-02-10", "2026-02-10 23:59 UTC"],
])("%i is %s", (milliseconds, date, time) => {
  expect([formatDate(milliseconds), formatTime(milliseconds)]).toEqual([date, time]);
});
