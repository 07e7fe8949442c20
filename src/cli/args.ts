import type { ArgsDef } from "citty";
import type { Arg, Args } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";
import { didYouMean, suggest } from "../core/models/suggest.ts";
import { findOption, type TypedOption } from "./option.ts";
import { parseValue } from "./values.ts";

/** Options as they were given, by the name that was typed (`no-color` too), and the words between them. */
type Scan = { options: Map<string, (string | true)[]>; words: string[] };

/**
 * Parses a command's arguments strictly: unknown options, missing or surplus values and words, bad numbers and
 * options that exclude each other are refused. citty splits what is left, which is then known to be sound.
 */
export async function parseStrictly(
  args: Args,
  tokens: readonly string[],
  command: string,
): Promise<Record<string, unknown>> {
  const scan = scanTokens(args, tokens, command);
  const positionals = Object.entries(args).filter(([, arg]) => arg.type === "positional");
  checkWords(positionals, scan.words, command);
  checkTogether(args, scan, command);
  const parsed = await split(args, scan);
  const values: Record<string, unknown> = {};
  for (const [name, arg] of Object.entries(args)) {
    const given = scan.options.get(name);
    const value = arg.type === "list" ? given : parsed[name];
    values[camelCase(name)] = valueOf(name, arg, value, scan.words, positionals);
  }
  refusePlanned(args, scan, command);
  return values;
}

function valueOf(
  name: string,
  arg: Arg,
  value: unknown,
  words: readonly string[],
  positionals: readonly [string, Arg][],
): unknown {
  if (arg.type === "boolean") return value ?? arg.negatable ?? false;
  if (arg.type === "list" && value === undefined) return [];
  if (arg.type === "list")
    return (value as string[])
      .flatMap((item) => item.split(","))
      .map((item) => item.trim())
      .filter(Boolean);
  if (arg.type === "positional" && arg.rest) return words.slice(positionals.findIndex(([other]) => other === name));
  const text = value as string | undefined;
  if (text !== undefined) return parseValue(arg, text, name);
  const fallback = "default" in arg ? arg.default : undefined;
  return typeof fallback === "string" ? parseValue(arg, fallback, name) : fallback;
}

function scanTokens(args: Args, tokens: readonly string[], command: string): Scan {
  const scan: Scan = { options: new Map(), words: [] };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (token === "--") {
      scan.words.push(...tokens.slice(at + 1));
      break;
    }
    if (!token.startsWith("-") || token === "-") {
      scan.words.push(token);
      continue;
    }
    const { name, arg, inline } = option(args, token, command);
    if (arg.type === "boolean") {
      if (inline !== undefined) throw usage(`\`--${name}\` takes no value`, `${command} --${name}`);
      scan.options.set(name, [true]);
      continue;
    }
    const value = inline ?? tokens[++at];
    if (
      value === undefined ||
      (inline === undefined && value.startsWith("-") && value !== "-" && !/^-\d/.test(value))
    ) {
      throw usage(`\`--${name}\` needs a value`, `${command} --${name} <${arg.kind}>`);
    }
    const before = scan.options.get(name) ?? [];
    if (before.length > 0 && arg.type !== "list")
      throw usage(`\`--${name}\` was given twice`, `give it once: ${command} --${name} <${arg.kind}>`);
    scan.options.set(name, [...before, value]);
  }
  return scan;
}

function option(args: Args, token: string, command: string): TypedOption {
  const found = findOption(args, token);
  if (found === undefined) throw unknownOption(args, token.split("=", 1)[0] ?? token, command);
  return found;
}

function unknownOption(args: Args, typed: string, command: string): AppError {
  if (typed === "--agent") {
    return usage(`\`${command}\` is the same for every agent`, `leave out \`--agent\`: ${command}`);
  }
  const names = Object.entries(args).flatMap(([name, arg]) => (arg.type === "positional" ? [] : [`--${name}`]));
  return usage(
    `\`${command}\` has no option \`${typed}\``,
    didYouMean(suggest(typed, names), `see \`${command} --help\``),
  );
}

/** From this length on a word may be a secret that somebody typed in the wrong place. */
const LONGEST_SHOWN = 20;

function checkWords(positionals: readonly [string, Arg][], words: readonly string[], command: string): void {
  if (positionals.length === 0 && words.length === 0) return;
  const missing = positionals.find(
    ([, arg], index) => arg.type === "positional" && !arg.optional && words[index] === undefined,
  );
  const whole = [command, ...positionals.map(([name]) => `<${name}>`)].join(" ");
  if (missing !== undefined) throw usage(`\`${command}\` needs <${missing[0]}>`, whole);
  const takesRest = positionals.some(([, arg]) => arg.type === "positional" && arg.rest);
  const surplus = words[positionals.length];
  if (surplus === undefined || takesRest) return;
  const shown = surplus.length < LONGEST_SHOWN ? `\`${surplus}\`` : "a long word";
  throw usage(`${shown} is one word too many for \`${command}\``, `it goes: ${whole}`);
}

function checkTogether(args: Args, { options }: Scan, command: string): void {
  for (const name of options.keys()) {
    const { excludes, needs } = argNamed(args, name);
    const clash = excludes?.find((other) => options.has(other));
    if (clash !== undefined)
      throw usage(`\`--${name}\` and \`--${clash}\` exclude each other`, `leave one of them out: ${command} --${name}`);
    if (needs !== undefined && !needs.some((other) => options.has(other))) {
      throw usage(
        `\`--${name}\` means something only with \`--${needs[0]}\``,
        `${command} --${needs[0]} ${form(name, argNamed(args, name))}`,
      );
    }
  }
  for (const [name, arg] of Object.entries(args)) {
    const isMissing = arg.type === "string" && arg.required && !options.has(name);
    if (isMissing) throw usage(`\`${command}\` needs \`--${name}\``, `${command} --${name} <${arg.kind}>`);
  }
}

function refusePlanned(args: Args, { options }: Scan, command: string): void {
  for (const name of options.keys()) {
    if (argNamed(args, name).planned)
      throw new AppError("not_built", `\`--${name}\` is not in this version yet`, `${command} works without it`);
  }
}

function form(name: string, arg: Arg): string {
  return arg.type === "boolean" ? `--${name}` : `--${name} <${arg.kind}>`;
}

/** The argument that an option which was found in them belongs to; `--no-probe` is `probe`. */
function argNamed(args: Args, name: string): Arg {
  return (args[name] ?? args[name.replace(/^no-/, "")]) as Arg;
}

/** citty would be a fifth of the whole run, so it is loaded when there is something to split; flags alone say it all. */
async function split(args: Args, scan: Scan): Promise<Record<string, unknown>> {
  // As nearly always: JavaScript's own functions are compiled when they are first called.
  if (scan.words.length === 0 && scan.options.size === 0) return {};
  const given = [...scan.options];
  if (scan.words.length === 0 && given.every(([, values]) => values.every((value) => value === true)))
    return Object.fromEntries(
      given.map(([name]) => (Object.hasOwn(args, name) ? [name, true] : [name.replace(/^no-/, ""), false])),
    );
  const { parseArgs } = await import("citty");
  const parsed = parseArgs([...canonical(args, scan), "--", ...scan.words], cittyArgs(args));
  return parsed as Record<string, unknown>;
}

/** Booleans by name, everything else as `--name=value`: nothing is left for citty to guess. */
function canonical(args: Args, { options }: Scan): string[] {
  return [...options].flatMap(([name, values]) =>
    args[name]?.type === "list" ? [] : values.map((value) => (value === true ? `--${name}` : `--${name}=${value}`)),
  );
}

function cittyArgs(args: Args): ArgsDef {
  return Object.fromEntries(
    Object.entries(args)
      .filter(([, arg]) => arg.type !== "list")
      .map(([name, arg]) => {
        if (arg.type === "positional") return [name, { type: "positional" as const, required: false }];
        return [name, { type: arg.type === "boolean" ? ("boolean" as const) : ("string" as const) }];
      }),
  );
}

function camelCase(name: string): string {
  if (!name.includes("-")) return name;
  let camel = "";
  // Without a pattern, which is compiled for each of these runs: it would take as long as all the rest of the parsing.
  for (let at = 0; at < name.length; at++) camel += name[at] === "-" ? name[++at]?.toUpperCase() : name[at];
  return camel;
}

function usage(message: string, hint: string): AppError {
  return new AppError("usage", message, hint);
}
