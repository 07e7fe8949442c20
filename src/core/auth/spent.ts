import type { Env } from "../../contracts/env.ts";
import type { Secret } from "../../contracts/secret.ts";
import { cachePath, readCache, writeCache } from "../cache.ts";
import { sha256 } from "../hash.ts";

/** Holds hashes alone. Without it a token that was spent is sent once more, as one would be that another program spent. */
const NAME = "spent-tokens.json";
const VERSION = 1;
/** One an hour for a month; whoever brings an older copy back is told by the provider. */
const MOST = 750;

/** What tells one token from another without telling the token. */
export function fingerprintOf(token: Secret): Promise<string> {
  return sha256(token.reveal());
}

/** Whether this program has traded a refresh token for another one: sent again, it could end the sign-in of them all. */
export async function isSpent(env: Env, token: Secret): Promise<boolean> {
  return (await read(env)).includes(await fingerprintOf(token));
}

/** Remembers that a refresh token was traded for another one. */
export async function rememberSpent(env: Env, token: Secret): Promise<void> {
  const hash = await fingerprintOf(token);
  const keep = async () => {
    const others = (await read(env)).filter((other) => other !== hash);
    await writeCache(env, NAME, VERSION, { hashes: [...others, hash].slice(-MOST) });
  };
  // It is of help, but nothing needs it.
  await env.writer.locked(cachePath(env, NAME), keep).catch(() => {});
}

async function read(env: Env): Promise<unknown[]> {
  const { hashes } = (await readCache(env, NAME, VERSION)) ?? {};
  return Array.isArray(hashes) ? hashes : [];
}
