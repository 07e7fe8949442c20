import { describe, expect, test } from "bun:test";
import type { Arg } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";
import { parseValue } from "./values.ts";

const about = { description: "" };
const integer: Arg = { type: "integer", kind: "number", min: 1, ...about };
const number: Arg = { type: "number", kind: "number", min: 0.5, ...about };
const duration: Arg = { type: "duration", kind: "duration", ...about };
const string: Arg = { type: "string", kind: "text", ...about };

describe("is taken:", () => {
  test.each([
    [integer, "1", 1],
    [integer, "008", 8],
    [integer, "999999999999999", 999_999_999_999_999],
    [number, "0.5", 0.5],
    [number, "7", 7],
    [duration, "0s", 0],
    [duration, "90s", 90_000],
    [duration, "1.5m", 90_000],
    [duration, "24h", 86_400_000],
    [duration, "7d", 604_800_000],
    [duration, "2w", 1_209_600_000],
    [string, " as it is ", " as it is "],
    [string, "-1", "-1"],
  ])("%o %j", (arg, text, value) => {
    expect(parseValue(arg, text, "option")).toBe(value);
  });
});

describe("is refused:", () => {
  const whole = "`--option` must be a whole number of at least 1";
  const real = "`--option` must be a number of at least 0.5";
  const time = "`--option` must be a number and a unit, as in `90m`, `24h` or `7d`";
  test.each([
    [integer, "0", whole],
    [integer, "-1", whole],
    [integer, "1.5", whole],
    [integer, "1e3", whole],
    [integer, "0x10", whole],
    [integer, " 1", whole],
    [integer, "١", whole],
    [integer, "1234567890123456", whole],
    [integer, "", whole],
    [number, "0.4", real],
    [number, ".5", real],
    [number, "Infinity", real],
    [number, "NaN", real],
    [duration, "24", time],
    [duration, "h", time],
    [duration, "-1h", time],
    [duration, "1y", time],
    [duration, "1H", time],
    [duration, "1 h", time],
    [duration, "1h30m", time],
    [duration, "1234567890s", time],
    [string, "", "`--option` needs a value"],
  ])("%o %j", (arg, text, message) => {
    const failure = catchError(() => parseValue(arg, text, "option"));
    expect(failure).toEqual({ code: "usage", message });
  });
});

function catchError(run: () => unknown): { code: string; message: string } | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
  return undefined;
}
