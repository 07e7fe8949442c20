import type { Env } from "../../contracts/env.ts";
import { type Change, planChanges, writeChanges } from "../config/change/change.ts";
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
  read: () => Promise<Setup>,
  decide: (setup: Setup) => T,
  isDryRun: boolean,
): Promise<Applied<T>> {
  const prepare = async (): Promise<Applied<T>> => {
    const setup = await read();
    const decision = decide(setup);
    const changes = await planChanges(env, setup.places.configPath, decision.edits);
    return { decision, setup, changes, written: false };
  };
  // Looking first costs little, and most of what cannot be done is found without a lock.
  const seen = await prepare();
  if (isDryRun || seen.changes.length === 0) return seen;
  return env.writer.locked(seen.setup.places.configPath, async () => {
    const { changes, ...fresh } = await prepare();
    await writeChanges(env, changes);
    return { ...fresh, changes, written: changes.length > 0 };
  });
}
