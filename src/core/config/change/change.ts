import type { Env, Files, Variables } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { variable } from "../paths.ts";
import { applyTo, type Edit, editJson5, isSameValue, type Path } from "../edit/edit.ts";
import { readWithIncludes } from "../includes.ts";
import { unreadable } from "../unreadable.ts";
import { locate } from "./locate.ts";
import { isRedacted } from "./redaction.ts";

/** What a file would become. `before` is undefined for a file that is not there yet. */
export type Change = {
  file: string;
  before: string | undefined;
  after: string;
  /** Where the file's content hangs in the whole config; empty for the config itself. */
  at: Path;
};

/** Control characters as JSON writes them. */
const UNPRINTABLE = /(?<!\\)\\([bfnrt]|u00)/;

/**
 * Makes the changes of files out of edits of the whole config; a file that would stay as it is, is left out.
 * @throws AppError `usage` for a value that looks like a redaction mark.
 */
export async function planChanges(files: Files, configPath: string, edits: readonly Edit[]): Promise<Change[]> {
  const changes = new Map<string, Change>();
  for (const edit of edits) {
    if ("value" in edit && isRedacted(JSON.stringify([edit.path, edit.value]))) {
      throw new AppError("usage", "the new value looks like the mark of a hidden secret", "type the value itself");
    }
    if ("value" in edit && UNPRINTABLE.test(JSON.stringify([edit.path, edit.value]))) {
      throw new AppError("usage", "the new value has characters that cannot be seen", "type it anew");
    }
    const { file, path } = await locate(files, configPath, edit.path);
    const at = edit.path.slice(0, edit.path.length - path.length);
    const change = changes.get(file) ?? { ...(await currentText(files, file)), at };
    changes.set(file, { ...change, after: editJson5(change.after, [{ ...edit, path }]) });
  }
  await verify(files, configPath, edits, changes);
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

/** What several files say together must come out as intended; a list of which each says a part does not. */
async function verify(
  files: Files,
  configPath: string,
  edits: readonly Edit[],
  changes: ReadonlyMap<string, Change>,
): Promise<void> {
  const root = changes.get(configPath) ?? (await files.read(configPath));
  const text = "after" in root ? root.after : root.kind === "text" ? root.text : "";
  // A file by itself has been compared already.
  if (!text.includes("$include")) return;
  const changed: Files = {
    ...files,
    async read(path, maxBytes) {
      const change = changes.get(path);
      return change === undefined ? files.read(path, maxBytes) : { kind: "text", text: change.after };
    },
  };
  const before = (await readWithIncludes(files, configPath)) ?? {};
  const intended = edits.reduce(applyTo, before);
  if (isSameValue(await readWithIncludes(changed, configPath), intended)) return;
  const names = [...changes.keys()].join(" and ");
  const message = `the value is put together from several files, and no change of ${names} alone would do`;
  throw new AppError("usage", message, "change it by hand; nothing was changed");
}

async function currentText(files: Files, file: string): Promise<Omit<Change, "at">> {
  const read = await files.read(file);
  if (read.kind === "unreadable") throw unreadable(file, read.reason);
  return read.kind === "text"
    ? { file, before: read.text, after: read.text }
    : { file, before: undefined, after: "{}\n" };
}

/** Variables by which the user, or a system that builds the config, forbids writing it. */
const READ_ONLY = ["OPENCLAW_CONFIG_READONLY", "OPENCLAW_NIX_MODE"];

/** The variable that forbids every write, if one is set. */
export function writesForbiddenBy(variables: Variables): string | undefined {
  return READ_ONLY.find((name) => variable(variables, name) === "1");
}

/** Throws `file_unwritable` with what would have changed where the environment forbids it. */
export function requireWritable(variables: Variables, changes: readonly Change[]): void {
  const forbidden = writesForbiddenBy(variables);
  if (forbidden !== undefined) throw unwritable(changes[0]?.file ?? "", `${forbidden} is set`, changes);
}

/** Writes changes, all or none; throws `file_unwritable` with what would have changed when the system refuses. */
export async function writeChanges(env: Env, changes: readonly Change[]): Promise<void> {
  const outcome = await env.writer.replace(
    changes.map(({ file, before, after }) => ({ path: file, before, text: after })),
  );
  if (outcome.kind === "refused") throw unwritable(outcome.path, outcome.reason, changes);
}

function unwritable(file: string, reason: string, changes: readonly Change[]): AppError {
  const error = new AppError(
    "file_unwritable",
    `${file} cannot be changed: ${reason}`,
    "make this change by hand, or where the file comes from",
  );
  error.changes = changes;
  return error;
}
