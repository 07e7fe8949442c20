import { type Row, TREE } from "../tree.ts";

/** A command or a group as TAB sees it: nothing of it has to be loaded. */
export type Words = {
  about: string;
  /** The command's own arguments, as JSON: one command's are wanted, of dozens. The global ones are not among them. */
  args: string;
  /** Whether it takes `--plain`. */
  plain?: true;
  rows?: Readonly<Record<string, Words>>;
};

/**
 * The whole tree with the arguments of every command. It is a macro: the bundler runs it while it builds, and
 * the program holds only what it gave, so that TAB loads neither the tree nor a command, and yet can forget none.
 */
export async function wordsOfTree({ about, load, bare, rows, planned }: Row = TREE): Promise<Words> {
  const command = (await (load ?? bare)?.())?.default;
  const words: Words = {
    about: isPlanned({ planned, rows }) ? `${about} (planned)` : about,
    args: JSON.stringify(command?.args ?? {}),
    ...(command?.plain === undefined ? {} : { plain: true }),
  };
  if (rows === undefined) return words;
  const children: Record<string, Words> = {};
  for (const [name, child] of Object.entries(rows)) children[name] = await wordsOfTree(child);
  return { ...words, rows: children };
}

/** Whether a later version builds it, or everything in it. */
function isPlanned({ planned, rows }: { planned?: true | undefined; rows?: Row["rows"] | undefined }): boolean {
  return planned === true || (rows !== undefined && Object.values(rows).every((row) => isPlanned(row)));
}
