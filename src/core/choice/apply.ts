import type { Env, Files } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { type Change, planChanges, requireWritable, writeChanges } from "../config/change/change.ts";
import type { Edit } from "../config/edit/edit.ts";
import type { Setup } from "../setup.ts";

/** What was decided on the config as it stood, and what became of the files. */
export type Applied<T> = { decision: T; setup: Setup; changes: Change[]; written: boolean };

/**
 * Decides and writes under one lock, so that two at once cannot lose each other's change. A dry run takes no lock and
 * writes nothing; nor is anything written when nothing changes.
 */
export async function applyChange<T extends { edits: readonly Edit[] }>(
  env: Env,
  read: (env: Env) => Promise<Setup>,
  decide: (setup: Setup) => T,
  isDryRun: boolean,
): Promise<Applied<T>> {
  const prepare = async (): Promise<Applied<T>> => {
    const files = readOnce(env.files);
    const setup = await read({ ...env, files });
    const decision = decide(setup);
    const changes = await planChanges(files, setup.places.configPath, decision.edits);
    return { decision, setup, changes, written: false };
  };
  // Looking first costs little, and most of what cannot be done is found without a lock.
  const seen = await prepare();
  if (isDryRun || seen.changes.length === 0) return seen;
  requireWritable(seen.setup.variables, seen.changes);
  const write = async () => {
    const { changes, ...fresh } = await prepare();
    if (changes.length > 0) await writeChanges(env, changes);
    return { ...fresh, changes, written: changes.length > 0 };
  };
  // An included file may be another config's too, so each has a lock of its own; always in the same order.
  const paths = new Set([seen.setup.places.configPath, ...seen.changes.map(({ file }) => file)]);
  const locked = [...paths].toSorted().reduceRight((work, path) => () => env.writer.locked(path, work), write);
  return locked().catch((error: unknown) => {
    // Where not even the lock could be had, what was seen is what would have been changed.
    if (error instanceof AppError && error.code === "file_unwritable" && error.changes.length === 0)
      error.changes = seen.changes;
    throw error;
  });
}

/** Files of which each is read once, so that everything is decided on one and the same text. */
function readOnce(files: Files): Files {
  const seen = new Map<string, ReturnType<Files["read"]>>();
  return {
    ...files,
    read(path, maxBytes) {
      const reading = seen.get(path) ?? files.read(path, maxBytes);
      seen.set(path, reading);
      return reading;
    },
  };
}
