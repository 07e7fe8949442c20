import type { Args } from "../../contracts/command.ts";
import { allArgs } from "../globals.ts";
import { EARLY } from "../resolve.ts";
import { type Row, TREE } from "../tree.ts";

/** A command or a group as TAB sees it: nothing of it has to be loaded. */
export type Words = { about: string; args: Args; rows?: Readonly<Record<string, Words>> };

/**
 * The whole tree with the arguments of every command. It is a macro: the bundler runs it while it builds, and the
 * program holds only what it gave, so that TAB loads neither the tree nor a command, and yet can forget none.
 */
export async function wordsOfTree(row: Row = TREE): Promise<Words> {
  const { about, load = row.bare, rows } = row;
  const own = allArgs(load === undefined ? { args: {} } : (await load()).default);
  if (rows === undefined) return { about, args: own };
  const children: Record<string, Words> = {};
  for (const [name, child] of Object.entries(rows)) children[name] = await wordsOfTree(child);
  return { about, args: { ...EARLY, ...own }, rows: children };
}
