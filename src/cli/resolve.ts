import { AppError } from "../contracts/error.ts";
import type { Command } from "../contracts/command.ts";
import { didYouMean, suggest } from "../core/models/suggest.ts";
import { EARLY } from "./globals.ts";
import type { Row } from "./tree.ts";

/** Where a command line leads: the row, the words to it, and everything else in its order. */
export type Route = { row: Row; path: readonly string[]; rest: readonly string[] };

/** A command that nothing here knows; another program of our name may. `group` is how far the words lead. */
export class UnknownCommand extends AppError {
  readonly group: Route;

  constructor(message: string, hint: string, group: Route) {
    super("unknown_command", message, hint);
    this.group = group;
  }
}

/** Walks from the root along the words of a command line, past the options between them. */
export async function resolve(root: Row, argv: readonly string[]): Promise<Route> {
  let row = root;
  const path: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (row.rows === undefined || word === "--") return { row, path, rest: [...rest, ...argv.slice(at)] };
    if (word.startsWith("-") && word !== "-") {
      rest.push(word);
      if (!word.includes("=") && (await takesValue(row, word)) && at + 1 < argv.length) rest.push(argv[++at] ?? "");
      continue;
    }
    if (!Object.hasOwn(row.rows, word)) throw unknown({ row, path, rest }, word);
    row = row.rows[word] as Row;
    path.push(word);
  }
  return { row, path, rest };
}

async function takesValue(row: Row, word: string): Promise<boolean> {
  const name = word.replace(/^--?/, "");
  const own: Command["args"] = row.bare === undefined ? {} : (await row.bare()).default.args;
  const arg = Object.hasOwn(EARLY, name) ? EARLY[name] : Object.hasOwn(own, name) ? own[name] : undefined;
  return arg !== undefined && arg.type !== "boolean";
}

function unknown(group: Route, word: string): UnknownCommand {
  const { row, path } = group;
  const commands = suggest(word, Object.keys(row.rows ?? {})).map((name) => ["openclaw", ...path, name].join(" "));
  return new UnknownCommand(
    `\`${["openclaw", ...path, word].join(" ")}\` is no command`,
    didYouMean(commands, `see \`${["openclaw", ...path].join(" ")} --help\``),
    group,
  );
}
