import type { Arg, Args } from "../contracts/command.ts";
import { SHORT } from "./globals.ts";

/** An option as it was typed: under its own name or, taken back, under `no-<name>`. */
export type TypedOption = { name: string; arg: Exclude<Arg, { type: "positional" }>; inline: string | undefined };

/** Finds the option that a token names, with the value behind its `=`. */
export function findOption(args: Args, token: string): TypedOption | undefined {
  const equals = token.indexOf("=");
  const typed = equals < 0 ? token : token.slice(0, equals);
  const inline = equals < 0 ? undefined : token.slice(equals + 1);
  const long = typed.startsWith("--") ? typed.slice(2) : (SHORT[typed.slice(1)] ?? typed);
  const positive = long.replace(/^no-/, "");
  const negated =
    Object.hasOwn(args, positive) && args[positive]?.type === "boolean" && args[positive].negatable
      ? positive
      : undefined;
  const name = Object.hasOwn(args, long) ? long : negated;
  const arg = name === undefined ? undefined : args[name];
  if (name === undefined || arg === undefined || arg.type === "positional") return undefined;
  return { name: negated === undefined ? name : long, arg, inline };
}
