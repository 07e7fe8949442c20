import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { Secret } from "../../contracts/secret.ts";
import { keyringError, readSecret } from "../secrets/vault.ts";
import { isDue } from "./renewable.ts";
import type { Renewer } from "./exchange.ts";
import { renewProfile } from "./renew.ts";
import type { Source } from "./sources.ts";
import { unpackTokens } from "./tokens.ts";

/** Gives the secret of a source away; only here does one come out of the keyring. */
export type Reveal = (source: Source) => Promise<Secret | undefined>;

/**
 * Makes the one function of a run that reads secrets. Each is asked for when it is needed, and once; where there is a
 * renewer, a token at its end is renewed before, and once. `undefined` where the secret stands with a provider of secrets
 * that only OpenClaw asks; throws a keyring error, or why an expired token cannot be renewed.
 */
export function createReveal(env: Env, renewer?: Renewer): Reveal {
  const asked = new Map<string, Promise<Secret | undefined>>();
  const find = async (source: Source): Promise<Secret | undefined> => {
    const { name, profile } = source;
    if (renewer === undefined || !isDue(profile, env.now())) return stored(env, source);
    try {
      return (await renewProfile(env, renewer, name, false)).access;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "cancelled") throw error;
      // What has not ended yet is as good as ever, whatever became of its renewal.
      if ((profile.expires ?? 0) <= env.now()) throw error;
      await env.progress.note(error.message);
      return stored(env, source);
    }
  };
  return (source) => {
    const key = `${source.kind} ${source.name}`;
    const found = asked.get(key) ?? find(source);
    asked.set(key, found);
    return found;
  };
}

async function stored(env: Env, { secret, account, profile }: Source): Promise<Secret | undefined> {
  if (secret !== undefined || account === undefined) return secret;
  const read = await readSecret(env.keyring, account);
  if (read.kind !== "ok") throw keyringError(read.kind, read.reason);
  if (read.value === undefined)
    throw keyringError("damaged", `there is no entry \`${account}\` of the service openclaw`);
  const kept = new Secret(read.value);
  const found = profile?.type === "oauth" ? unpackTokens(kept)?.access : kept;
  if (found === undefined) throw keyringError("damaged", `the entry \`${account}\` holds no tokens`);
  return found;
}
