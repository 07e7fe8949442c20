import type { Env } from "../../contracts/env.ts";
import { Secret } from "../../contracts/secret.ts";
import { keyringError, readSecret } from "../secrets/vault.ts";
import type { Source } from "./sources.ts";

/** Gives the secret of a source away; only here does one come out of the keyring. */
export type Reveal = (source: Source) => Promise<Secret | undefined>;

/**
 * Makes the one function of a run that reads secrets. Each is asked for when it is needed, and once. `undefined` where the
 * secret stands with a provider of secrets that only OpenClaw asks; throws a keyring error.
 */
export function createReveal(env: Env): Reveal {
  const asked = new Map<string, Promise<Secret>>();
  return async ({ secret, account }) => {
    if (secret !== undefined || account === undefined) return secret;
    const found = asked.get(account) ?? fromKeyring(env, account);
    asked.set(account, found);
    return found;
  };
}

async function fromKeyring(env: Env, account: string): Promise<Secret> {
  const read = await readSecret(env.keyring, account);
  if (read.kind !== "ok") throw keyringError(read.kind, read.reason);
  if (read.value !== undefined) return new Secret(read.value);
  throw keyringError("damaged", `there is no entry \`${account}\` of the service openclaw`);
}
