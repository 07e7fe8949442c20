import type { Arg, Args, ValueKind } from "../../contracts/command.ts";
import { allArgs, EARLY } from "../globals.ts";
import { findOption } from "../option.ts";
import { type Candidate, stemFirst } from "./candidate.ts";
import { wordsOfTree } from "./words.macro.ts" with { type: "macro" };
import type { Words } from "./words.macro.ts";

/** Values that were given already, by the name of the option or positional. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** What may stand at the cursor. */
export type Expected =
  | { kind: "words"; candidates: readonly Candidate[] }
  | {
      kind: "value";
      of: ValueKind;
      given: Given;
      /** What of the word is no part of the value: `--option=`. */
      inline: string;
      /** Items of a comma list that stand in front of the one being typed. */
      items: string;
      /** Values that would be there twice. */
      taken: readonly string[];
    };

/** Every word that the program knows, as the parser has it. */
const TREE: Words = await wordsOfTree();

/** The arguments that may stand there; at a group, also those of the commands below that may stand in front. */
function argsOf({ args, plain, rows }: Words): Args {
  return { ...(rows === undefined ? {} : EARLY), ...allArgs({ args: JSON.parse(args), plain }) };
}

/** Finds what may follow the words of a command line; nothing where they lead nowhere. */
export function expect(argv: readonly string[], typed: string): Expected {
  const isHelp = argv[0] === "help";
  const line = follow(isHelp ? argv.slice(1) : argv);
  if (line === undefined) return NOTHING;
  const { at, given, words, pending, isEnded } = line;
  const args = argsOf(at);
  // `help` takes the words of a command, and nothing else.
  if (isHelp) return { kind: "words", candidates: commands(at.rows ?? {}, typed) };
  if (pending !== undefined) return valueOf(pending, args[pending], given, "", typed);
  if (!isEnded && typed.startsWith("-")) {
    if (!typed.includes("="))
      return { kind: "words", candidates: at === TREE ? [...options(args, given), VERSION] : options(args, given) };
    const option = findOption(args, typed);
    return valueOf(option?.name ?? "", option?.arg, given, typed.slice(0, typed.indexOf("=") + 1), typed);
  }
  if (at.rows !== undefined && !isEnded) return { kind: "words", candidates: commands(at.rows, typed) };
  const positionals = Object.entries(args).filter(([, arg]) => arg.type === "positional");
  const last = positionals.at(-1);
  const takesRest = last?.[1].type === "positional" && last[1].rest;
  const next = positionals[words.length] ?? (takesRest ? last : undefined);
  if (next !== undefined) return valueOf(...next, new Map([...given, [next[0], words]]), "", typed);
  return typed === "" && !isEnded ? { kind: "words", candidates: options(args, given) } : NOTHING;
}

const VERSION: Candidate = { value: "--version", about: "Print the version" };

const NOTHING: Expected = { kind: "words", candidates: [] };

/** Where a line leads, and what was given on the way; `pending` is an option whose value comes next. */
type Line = {
  at: Words;
  given: Map<string, string[]>;
  words: string[];
  pending: string | undefined;
  isEnded: boolean;
};

/** Walks along the words before the cursor; unlike the parser it takes every option as it comes. */
function follow(tokens: readonly string[]): Line | undefined {
  const line: Line = { at: TREE, given: new Map(), words: [], pending: undefined, isEnded: false };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? "";
    const { rows } = line.at;
    if (!line.isEnded && token.startsWith("-") && token !== "-") {
      line.isEnded = token === "--";
      const option = findOption(argsOf(line.at), token);
      if (option === undefined) continue;
      const value = option.arg.type === "boolean" ? "" : (option.inline ?? tokens[++index]);
      if (value === undefined) line.pending = option.name;
      else line.given.set(option.name, [...(line.given.get(option.name) ?? []), value]);
    } else if (rows === undefined || line.isEnded) {
      line.words.push(token);
    } else {
      const next = Object.hasOwn(rows, token) ? rows[token] : undefined;
      if (next === undefined) return undefined;
      line.at = next;
    }
  }
  return line;
}

function valueOf(name: string, arg: Arg | undefined, given: Given, inline: string, typed: string): Expected {
  if (arg === undefined || arg.type === "boolean") return NOTHING;
  const before = (given.get(name) ?? []).flatMap((value) => (arg.type === "list" ? value.split(",") : value));
  const comma = arg.type === "list" ? typed.lastIndexOf(",") + 1 : 0;
  const items = comma > inline.length ? typed.slice(inline.length, comma) : "";
  const taken = [...before, ...items.split(",")];
  return { kind: "value", of: arg.kind, given, inline, items, taken };
}

function commands(rows: NonNullable<Words["rows"]>, typed: string): readonly Candidate[] {
  const all: Candidate[] = [];
  for (const [value, { about }] of Object.entries(rows)) all.push({ value, about });
  return stemFirst(all, typed);
}

/** The options that may still be given: each once, a list again and again, none that another one excludes. */
function options(args: Args, given: Given): Candidate[] {
  const excluded = new Set<string>();
  for (const name of given.keys()) {
    for (const other of args[name.replace(/^no-/, "")]?.excludes ?? []) excluded.add(other);
  }
  const free: Candidate[] = [];
  for (const [name, arg] of Object.entries(args)) {
    // Without a word about it, it is only known so that its value can be passed over.
    if (arg.type === "positional" || arg.description === "" || excluded.has(name)) continue;
    const typed = arg.type === "boolean" && arg.negatable ? `no-${name}` : name;
    const isExcluded = arg.excludes?.some((other) => given.has(other));
    if (isExcluded || (given.has(typed) && arg.type !== "list")) continue;
    free.push({ value: `--${typed}`, about: arg.planned ? `${arg.description} (planned)` : arg.description });
  }
  return free;
}
