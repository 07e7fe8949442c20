import type { Arg } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Turns the text of an argument into its value; durations become milliseconds. */
export function parseValue(arg: Arg, text: string, name: string): string | number {
  if (arg.type === "integer") {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= arg.min)) throw bad(name, text, `a whole number of at least ${arg.min}`, arg.default ?? 8);
    return value;
  }
  if (arg.type === "number") {
    const value = /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= arg.min)) throw bad(name, text, `a number of at least ${arg.min}`, 8);
    return value;
  }
  if (arg.type === "duration") {
    const written = arg.bareDays && /^[\d.]+$/.test(text) ? `${text}d` : text;
    const [, amount, unit] = /^(\d{1,9}(?:\.\d+)?)([smhdw])$/.exec(written) ?? [];
    if (amount === undefined || unit === undefined) throw bad(name, text, "a number with s, m, h, d or w", "90m");
    return Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  if (text === "" && arg.type !== "positional") {
    throw new AppError(
      "usage",
      `\`--${name}\` needs a value`,
      `write it as \`--${name} <${"kind" in arg ? arg.kind : "value"}>\``,
    );
  }
  return text;
}

function bad(name: string, text: string, wanted: string, example: string | number): AppError {
  return new AppError(
    "usage",
    `\`--${name}\` must be ${wanted}, not \`${text}\``,
    `for example \`--${name} ${example}\``,
  );
}
