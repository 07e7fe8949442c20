import type { Args } from "../../contracts/command.ts";
import { type Row, TREE } from "../tree.ts";

/** A command or a group as TAB sees it: nothing of it has to be loaded. */
export type Words = {
  about: string;
  /** The command's own arguments; every command takes the global ones beside them. */
  args: Args;
  /** Whether it takes `--plain`. */
  plain?: true;
  rows?: Readonly<Record<string, Words>>;
};

/**
 * The whole tree with the arguments of every command, as JSON. It is a macro: the bundler runs it while it builds, and
 * the program holds only what it gave, so that TAB loads neither the tree nor a command, and yet can forget none.
 */
export async function wordsOfTree(): Promise<string> {
  return JSON.stringify(await wordsOf(TREE));
}

async function wordsOf({ about, load, bare, rows }: Row): Promise<Words> {
  const command = (await (load ?? bare)?.())?.default;
  const words: Words = { about, args: command?.args ?? {}, ...(command?.plain === undefined ? {} : { plain: true }) };
  if (rows === undefined) return words;
  const children: Record<string, Words> = {};
  for (const [name, child] of Object.entries(rows)) children[name] = await wordsOf(child);
  return { ...words, rows: children };
}
