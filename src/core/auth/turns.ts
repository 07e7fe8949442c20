import type { Env, Wait } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { join } from "../../contracts/path.ts";
import type { Secret } from "../../contracts/secret.ts";
import type { Renewer } from "./exchange.ts";
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
  { setup, signal }: Renewer,
  { holder: { id, provider }, refresh }: { holder: Holder; refresh: Secret },
  work: () => Promise<T>,
): Promise<T> {
  // A lock leaves an empty file behind, so there are but 16 names: two sign-ins of one name wait for each other, no more.
  const [name] = await fingerprintOf(refresh);
  const lock = join(setup.places.stateDir, "auth-renewals", `${provider}-${name}`);
  const { wait, begin } = waitFor(env, `a renewal of ${id} that is under way`, signal);
  let isIn = false;
  const enter = () => {
    isIn = true;
    begin();
    return work();
  };
  try {
    return await env.writer.locked(lock, enter, wait);
  } catch (error) {
    begin();
    if (isIn || !(error instanceof AppError) || error.code !== "store_locked") throw error;
    const message = `another process has been renewing \`${id}\` for ${PATIENCE_MS / 1000} seconds`;
    throw new AppError("store_locked", message, "try again when it is done");
  }
}

/** Runs `work` under the lock of a store, which whoever renews tokens in clear holds for as long as their provider takes. */
export function inStore<T>(env: Env, path: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const { wait, begin } = waitFor(env, `${path}, which is in use`, signal);
  const enter = () => {
    begin();
    return work();
  };
  return env.writer.lockedStore(path, enter, wait).finally(begin);
}

/** Says what is waited for, once it has to be, until it begins or is given up. */
function waitFor(env: Env, what: string, signal: AbortSignal | undefined): { wait: Wait; begin(): void } {
  let isShown = false;
  const show = (text: string) => {
    isShown = text !== "";
    env.progress.pending(text);
  };
  const begin = () => {
    if (isShown) show("");
  };
  return { wait: { timeoutMs: PATIENCE_MS, onBusy: () => show(`waiting for ${what} …`), signal }, begin };
}
