import type { Arg, Args, ValueKind } from "../../contracts/command.ts";
import { findOption } from "../args.ts";
import { allArgs } from "../globals.ts";
import { EARLY, resolve } from "../resolve.ts";
import { type Row, TREE } from "../tree.ts";
import { type Candidate, stemFirst } from "./candidate.ts";

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

/** Finds what may follow the words of a command line; throws where they lead nowhere. */
export async function expect(argv: readonly string[], typed: string): Promise<Expected> {
  const isHelp = argv[0] === "help";
  const { row, rest } = await resolve(TREE, isHelp ? argv.slice(1) : argv);
  const load = row.load ?? row.bare;
  const args: Args = {
    ...(row.rows === undefined ? {} : EARLY),
    ...allArgs(load === undefined ? { args: {} } : (await load()).default),
  };
  const { given, words, pending, isEnded } = scan(args, rest);
  if (pending !== undefined) return valueOf(pending, args[pending], given, "", typed);
  if (!isEnded && typed.startsWith("-")) {
    const inline = typed.includes("=") ? findOption(args, typed) : undefined;
    if (!typed.includes("=")) return { kind: "words", candidates: options(args, given) };
    if (inline === undefined || inline.arg.type === "boolean") return NOTHING;
    return valueOf(inline.name, inline.arg, given, typed.slice(0, typed.indexOf("=") + 1), typed);
  }
  if (row.rows !== undefined && !isEnded) return { kind: "words", candidates: commands(row.rows, typed) };
  const positionals = Object.entries(args).filter(([, arg]) => arg.type === "positional");
  const last = positionals.at(-1);
  const takesRest = last?.[1].type === "positional" && last[1].rest;
  const next = positionals[words.length] ?? (takesRest ? last : undefined);
  if (next !== undefined && !isHelp) return valueOf(...next, new Map([...given, [next[0], words]]), "", typed);
  return typed === "" && !isEnded ? { kind: "words", candidates: options(args, given) } : NOTHING;
}

const NOTHING: Expected = { kind: "words", candidates: [] };

type Scan = { given: Map<string, string[]>; words: string[]; pending: string | undefined; isEnded: boolean };

/** Sorts what was typed before the cursor; unlike the parser it takes everything as it comes. */
function scan(args: Args, tokens: readonly string[]): Scan {
  const found: Scan = { given: new Map(), words: [], pending: undefined, isEnded: false };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (found.isEnded || !token.startsWith("-") || token === "-") {
      found.words.push(token);
      continue;
    }
    found.isEnded = token === "--";
    const option = findOption(args, token);
    if (option === undefined) continue;
    const isFlag = option.arg.type === "boolean";
    const value = isFlag ? "" : (option.inline ?? tokens[++at]);
    if (value === undefined) found.pending = option.name;
    else found.given.set(option.name, [...(found.given.get(option.name) ?? []), value]);
  }
  return found;
}

function valueOf(name: string, arg: Arg | undefined, given: Given, inline: string, typed: string): Expected {
  if (arg === undefined || arg.type === "boolean") return NOTHING;
  const before = (given.get(name) ?? []).flatMap((value) => (arg.type === "list" ? value.split(",") : value));
  const comma = arg.type === "list" ? typed.lastIndexOf(",") + 1 : 0;
  const items = comma > inline.length ? typed.slice(inline.length, comma) : "";
  const taken = [...before, ...items.split(",")];
  return { kind: "value", of: arg.kind, given, inline, items, taken };
}

function commands(rows: Readonly<Record<string, Row>>, typed: string): readonly Candidate[] {
  const all = Object.entries(rows).map(([value, { about }]) => ({ value, about }));
  return stemFirst(all, typed);
}

/** The options that may still be given: each once, a list again and again, none that another one excludes. */
function options(args: Args, given: Given): Candidate[] {
  const excluded = new Set([...given.keys()].flatMap((name) => args[name.replace(/^no-/, "")]?.excludes ?? []));
  return Object.entries(args).flatMap(([name, arg]) => {
    if (arg.type === "positional") return [];
    const typed = arg.type === "boolean" && arg.negatable ? `no-${name}` : name;
    const isGiven = given.has(typed) && arg.type !== "list";
    const isExcluded = excluded.has(name) || arg.excludes?.some((other) => given.has(other));
    // Without a word about it, it is only known so that its value can be passed over.
    return isGiven || isExcluded || arg.description === "" ? [] : [{ value: `--${typed}`, about: arg.description }];
  });
}
