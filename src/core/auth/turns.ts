import type { Env, Writer } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { join } from "../../contracts/path.ts";
import type { Secret } from "../../contracts/secret.ts";
import type { Setup } from "../setup.ts";
import type { Holder } from "./holder.ts";
import { fingerprintOf } from "./spent.ts";

/** Three providers that do not answer, one after the other, are waited for. */
const PATIENCE_MS = 30_000;

/**
 * Runs `work` while no other process renews the same sign-in: whoever holds a copy of a refresh token waits for the same
 * lock. Throws `store_locked` after half a minute.
 */
export async function inTurn<T>(
  env: Env,
  { places }: Setup,
  { holder: { id, provider }, refresh }: { holder: Holder; refresh: Secret },
  work: () => Promise<T>,
): Promise<T> {
  // A lock leaves an empty file behind, so there are but 16 names: two sign-ins of one name wait for each other, no more.
  const [name] = await fingerprintOf(refresh);
  const lock = join(places.stateDir, "auth-renewals", `${provider}-${name}`);
  let isIn = false;
  const enter = () => {
    isIn = true;
    return work();
  };
  const locked: Lock = (path, begin, wait) => env.writer.locked(path, begin, wait);
  return waitFor(env, `another process to renew ${id}`, locked, lock, enter).catch((error: unknown) => {
    if (isIn || !(error instanceof AppError) || error.code !== "store_locked") throw error;
    const message = `another process has been renewing \`${id}\` for ${PATIENCE_MS / 1000} seconds`;
    throw new AppError("store_locked", message, "try again when it is done");
  });
}

/** Runs `work` under the lock of a store, which whoever renews tokens in clear holds for as long as their provider takes. */
export function inStore<T>(env: Env, path: string, work: () => Promise<T>): Promise<T> {
  const lockedStore: Lock = (at, begin, wait) => env.writer.lockedStore(at, begin, wait);
  return waitFor(env, `another process to be done with ${path}`, lockedStore, path, work);
}

type Lock = Writer["locked"];

/** Says what is waited for, once it has to be, and no longer. */
async function waitFor<T>(env: Env, what: string, lock: Lock, path: string, work: () => Promise<T>): Promise<T> {
  let isShown = false;
  const show = (text: string) => {
    isShown = text !== "";
    env.progress.pending(text);
  };
  const hide = () => {
    if (isShown) show("");
  };
  const enter = () => {
    hide();
    return work();
  };
  return lock(path, enter, { timeoutMs: PATIENCE_MS, onBusy: () => show(`waiting for ${what} …`) }).finally(hide);
}
