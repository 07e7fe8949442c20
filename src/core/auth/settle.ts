import type { Env } from "../../contracts/env.ts";
import type { TokenFacts, Tokens } from "../../contracts/oauth.ts";
import type { OAuthProfile } from "../../schema/auth-store.ts";
import type { Edit } from "../config/edit/edit.ts";
import { type Held, saveEntry, writeHeld } from "./held.ts";

/** Whoever renews tokens in clear holds the lock of their store for as long as a provider takes. */
const SOON_MS = 1000;

/**
 * Stores what a provider gave. The entry of the keyring goes first and is right where the two disagree, so whoever is
 * killed in between loses nothing.
 */
export function storeTokens(env: Env, held: Held, tokens: Tokens, facts: TokenFacts): Promise<"written" | "replaced"> {
  return writeHeld(env, held, tokens, (path) => tell(held, path, tokens, facts));
}

/**
 * The same where the lock of the store is not held: an entry waits for none, and a store that is in use is brought up by
 * whoever reads the entry next.
 */
export async function storeAtOnce(
  env: Env,
  held: Held,
  tokens: Tokens,
  facts: TokenFacts,
): Promise<"written" | "replaced"> {
  const { holder, account } = held;
  if (account === undefined) return storeTokens(env, held, tokens, facts);
  const outcome = await saveEntry(env, held, account, tokens);
  const tellStore = () => writeHeld(env, held, undefined, (path) => tell(held, path, tokens, facts));
  const wait = { timeoutMs: SOON_MS, onBusy() {} };
  if (outcome === "written") await env.writer.lockedStore(holder.path, tellStore, wait).catch(() => {});
  return outcome;
}

function tell(held: Held, path: Edit["path"], tokens: Tokens, facts: TokenFacts): Edit[] {
  const told = Object.entries(facts).filter(([name, value]) => value !== held.profile[name as keyof OAuthProfile]);
  return [
    ...describe(held, path, tokens),
    ...told.map(([name, value]): Edit => ({ kind: "set", path: [...path, name], value })),
  ];
}

/** Brings the store up to the keyring, after somebody was killed who had written only there. */
export async function catchUp(env: Env, held: Held): Promise<void> {
  const { profile, tokens, account } = held;
  const isBehind =
    tokens.expires !== profile.expires || (tokens.refresh !== undefined) !== profile.keyring?.refreshable;
  if (account === undefined || !isBehind) return;
  // It is behind, no more: whoever comes next finds that again.
  await writeHeld(env, held, undefined, (path) => describe(held, path, tokens)).catch(() => {});
}

/** The same where no lock is held, unless somebody else has the store's. */
export async function catchUpSoon(env: Env, held: Held): Promise<void> {
  const wait = { timeoutMs: 0, onBusy() {} };
  if (held.account !== undefined)
    await env.writer.lockedStore(held.holder.path, () => catchUp(env, held), wait).catch(() => {});
}

/** Says so in the store, so that nobody asks again; where that cannot be written, the next one is refused as well. */
export async function markRefused(env: Env, held: Held): Promise<void> {
  const value = held.tokens.expires ?? 0;
  await writeHeld(env, held, undefined, (path) => [
    ...describe(held, path, held.tokens),
    { kind: "set", path: [...path, "refusedFor"], value },
  ]).catch(() => {});
}

/** What the store says of tokens; what it said of those before them goes. */
function describe({ profile, account }: Held, path: Edit["path"], { expires, refresh }: Partial<Tokens>): Edit[] {
  const edits: Edit[] = [];
  const say = (value: unknown, ...names: string[]) => edits.push({ kind: "set", path: [...path, ...names], value });
  if (expires !== undefined) say(expires, "expires");
  if (account !== undefined && profile.keyring?.refreshable !== (refresh !== undefined))
    say(refresh !== undefined, "keyring", "refreshable");
  if (profile.refusedFor !== undefined) edits.push({ kind: "remove", path: [...path, "refusedFor"] });
  return edits;
}
