import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { variable } from "../paths.ts";
import { type Edit, editJson5 } from "../edit/edit.ts";
import { locate } from "./locate.ts";

/** What a file would become. `before` is undefined for a file that is not there yet. */
export type Change = { file: string; before: string | undefined; after: string };

/** What programs show in place of a secret; written back, it would take the secret's place for good. */
const REDACTION = /\*{3}|…|\bREDACTED\b|_REDACTED_|\[redacted\]/;

/**
 * Makes the changes of files out of edits of the whole config; a file that would stay as it is, is left out.
 * @throws AppError `usage` for a value that looks like a redaction mark.
 */
export async function planChanges(env: Env, configPath: string, edits: readonly Edit[]): Promise<Change[]> {
  const changes = new Map<string, Change>();
  for (const edit of edits) {
    if ("value" in edit && REDACTION.test(JSON.stringify([edit.path, edit.value]))) {
      throw new AppError("usage", "the new value looks like the mark of a hidden secret", "type the value itself");
    }
    const { file, path } = await locate(env.files, configPath, edit.path);
    const change = changes.get(file) ?? (await currentText(env, file));
    changes.set(file, { ...change, after: editJson5(change.after, [{ ...edit, path }]) });
  }
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

async function currentText(env: Env, file: string): Promise<Change> {
  const read = await env.files.read(file);
  if (read.kind === "unreadable")
    throw new AppError(
      "config_unreadable",
      `${file} cannot be read: ${read.reason}`,
      `check the file: \`ls -ld ${file}\``,
    );
  return read.kind === "text"
    ? { file, before: read.text, after: read.text }
    : { file, before: undefined, after: "{}\n" };
}

/** Variables by which the user, or a system that builds the config, forbids writing it. */
const READ_ONLY = ["OPENCLAW_CONFIG_READONLY", "OPENCLAW_NIX_MODE"];

/** Writes changes; throws `file_unwritable` with what would have changed when that is forbidden or impossible. */
export async function writeChanges(env: Env, changes: readonly Change[]): Promise<void> {
  const forbidden = READ_ONLY.find((name) => variable(env.variables, name) === "1");
  for (const change of changes) {
    if (forbidden !== undefined) throw unwritable(change, `${forbidden} is set`, changes);
    const outcome = await env.writer.replace(change.file, change.after);
    if (outcome.kind === "refused") throw unwritable(change, outcome.reason, changes);
  }
}

function unwritable({ file }: Change, reason: string, changes: readonly Change[]): AppError {
  const error = new AppError(
    "file_unwritable",
    `${file} cannot be changed: ${reason}`,
    "make this change by hand, or where the file comes from",
  );
  error.changes = changes;
  return error;
}
