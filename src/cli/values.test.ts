import { describe, expect, test } from "bun:test";
import type { Arg } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";
import { parseValue } from "./values.ts";

const about = { description: "" };
const integer: Arg = { type: "integer", kind: "number", min: 1, ...about };
const number: Arg = { type: "number", kind: "number", min: 0.5, ...about };
const duration: Arg = { type: "duration", kind: "duration", ...about };
const string: Arg = { type: "string", kind: "text", ...about };
const list: Arg = { type: "list", kind: "model", ...about };

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
  test.each<[Arg, string, string[]]>([
    [integer, "a whole number of at least 1", ["0", "-1", "1.5", "1e3", "0x10", " 1", "١", "1234567890123456"]],
    [number, "a number of at least 0.5", ["0.4", ".5", "Infinity", "NaN"]],
    [duration, "a number with s, m, h, d or w", ["24", "h", "-1h", "1y", "1H", "1 h", "1h30m", "1234567890s"]],
  ])("what is no %o, and said to be none", (arg, wanted, texts) => {
    const example = arg.type === "duration" ? "90m" : "8";
    for (const text of texts) {
      expect(catchError(() => parseValue(arg, text, "option"))).toEqual({
        code: "usage",
        message: `\`--option\` must be ${wanted}, not \`${text}\``,
        hint: `for example \`--option ${example}\``,
      });
    }
  });

  test("an example of a whole number is its default, where it has one", () => {
    const failure = catchError(() => parseValue({ ...integer, default: 8000 }, "soon", "option"));
    expect(failure?.hint).toBe("for example `--option 8000`");
  });

  test.each([
    [string, "write it as `--option <text>`"],
    [list, "write it as `--option <model>`"],
  ])("nothing at all for %o, with the form that it has", (arg, hint) => {
    expect(catchError(() => parseValue(arg, "", "option"))).toEqual({
      code: "usage",
      message: "`--option` needs a value",
      hint,
    });
  });
});

function catchError(run: () => unknown): { code: string; message: string; hint: string } | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  return undefined;
}
