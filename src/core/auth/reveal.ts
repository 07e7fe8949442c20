import type { Env } from "../../contracts/env.ts";
import { Secret } from "../../contracts/secret.ts";
import { keyringError, readSecret } from "../secrets/vault.ts";
import type { Source } from "./sources.ts";
import { unpackTokens } from "./tokens.ts";

/** Gives the secret of a source away; only here does one come out of the keyring. */
export type Reveal = (source: Source) => Promise<Secret | undefined>;

/**
 * Makes the one function of a run that reads secrets. Each is asked for when it is needed, and once. `undefined` where the
 * secret stands with a provider of secrets that only OpenClaw asks; throws a keyring error.
 */
export function createReveal(env: Env): Reveal {
  const asked = new Map<string, Promise<Secret>>();
  return async ({ secret, account, profile }) => {
    if (secret !== undefined || account === undefined) return secret;
    const found = asked.get(account) ?? fromKeyring(env, account, profile?.type === "oauth");
    asked.set(account, found);
    return found;
  };
}

async function fromKeyring(env: Env, account: string, holdsTokens: boolean): Promise<Secret> {
  const read = await readSecret(env.keyring, account);
  if (read.kind !== "ok") throw keyringError(read.kind, read.reason);
  if (read.value === undefined)
    throw keyringError("damaged", `there is no entry \`${account}\` of the service openclaw`);
  const secret = new Secret(read.value);
  const found = holdsTokens ? unpackTokens(secret)?.access : secret;
  if (found === undefined) throw keyringError("damaged", `the entry \`${account}\` holds no tokens`);
  return found;
}
