import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { OAuth } from "../../contracts/oauth.ts";
import type { Secret } from "../../contracts/secret.ts";
import type { Setup } from "../setup.ts";
import { eachCopy } from "./copies.ts";
import { exchange, type Exchanged, lossError, type Renewer, requireRefresh } from "./exchange.ts";
import { type Held, readHeld } from "./held.ts";
import { findHolder } from "./holder.ts";
import { endsSoon, renewalOf } from "./renewable.ts";
import { catchUpSoon, markRefused, storeAtOnce, storeTokens } from "./settle.ts";
import { rememberSpent } from "./spent.ts";
import { inStore, inTurn } from "./turns.ts";

export type Renewed = {
  /** `found` where another process has renewed them while this one waited for it. */
  outcome: "renewed" | "found";
  provider: string;
  access: Secret;
  /** Milliseconds since 1970. */
  expires: number | undefined;
  /** Whether the provider gave a new refresh token too. */
  rotated: boolean;
  storage: "keyring" | "file";
  path: string;
};

/**
 * Renews the tokens of a profile, once for all processes and all copies: in turn they are read again, and the provider is
 * asked only if nobody else has renewed them meanwhile. What it gives is stored only if the profile still is the one that
 * was read. Throws `renewal_refused`, which is never asked for again, `renewal_failed` or `renewal_timed_out` where the
 * provider gave nothing, or why the profile cannot be renewed or its store not be changed.
 */
export async function renewProfile(env: Env, renewer: Renewer, id: string, isForced: boolean): Promise<Renewed> {
  const { setup } = renewer;
  const holder = await findHolder(env, setup, id);
  const { oauth } = renewalOf(holder, setup.names.providers);
  const seen = await readHeld(env, holder);
  const refresh = requireRefresh(seen);
  const renewed = await env.uninterrupted((begin) =>
    inTurn(env, renewer, { holder, refresh }, () => renewInTurn(env, renewer, { seen, oauth, begin, isForced })),
  );
  return renewed ?? renewProfile(env, renewer, id, isForced);
}

type Task = { seen: Held; oauth: OAuth; begin: () => void; isForced: boolean };

/** `undefined` where somebody has changed the tokens to such as have ended too: those have a turn of their own. */
async function renewInTurn(env: Env, renewer: Renewer, task: Task): Promise<Renewed | undefined> {
  const { holder, account } = task.seen;
  const ask = () => askIfNeeded(env, renewer, task);
  // Tokens in clear are OpenClaw's too, which renews them under the lock of their store. Those in the keyring are ours alone,
  // so nobody who needs the store waits for their provider.
  const asked = account === undefined ? await inStore(env, holder.path, ask, renewer.signal) : await ask();
  if (asked === undefined || "outcome" in asked) return asked;
  // Copies stand in other stores, and whoever waits for one lock while holding another may be waited for.
  return spread(env, renewer.setup, asked);
}

/** What the provider said, and what became of the new tokens, or why they could not be stored. */
type Asked = { held: Held; answer: Exchanged; stored?: "written" | "replaced" | AppError };

async function askIfNeeded(
  env: Env,
  renewer: Renewer,
  { seen, oauth, begin, isForced }: Task,
): Promise<Renewed | Asked | undefined> {
  const held = await readHeld(env, seen.holder);
  const found = foundIn(env, held);
  const isChanged = !isSameSignIn(held, seen);
  if (isChanged || (found !== undefined && !isForced && !endsSoon(found.expires, env.now()))) {
    await catchUpSoon(env, held);
    return found;
  }
  const answer = await exchange(env, renewer, oauth, held, begin);
  if (answer.kind === "refused") return { held, answer };
  const stored = await storeAtOnce(env, held, answer.tokens, answer.facts).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  return { held, answer, stored };
}

/** Sees to every copy of the refresh token that was sent, and says what came of it. */
async function spread(env: Env, setup: Setup, { held, answer, stored }: Asked): Promise<Renewed> {
  if (answer.kind === "refused") {
    await refuse(env, held);
    await eachCopy(env, setup, held, (copy) => markRefused(env, copy));
    throw answer.error;
  }
  const { tokens, facts } = answer;
  const before = held.tokens.refresh;
  const rotated = before !== undefined && tokens.refresh?.reveal() !== before.reveal();
  if (rotated) await rememberSpent(env, before);
  await eachCopy(env, setup, held, (copy) => storeTokens(env, copy, tokens, facts));
  if (stored instanceof AppError) {
    if (rotated) await refuse(env, held);
    throw lossError(held, rotated, stored);
  }
  if (stored === "written") return { outcome: "renewed", ...tokens, rotated, ...placeOf(held) };
  // Somebody who takes no lock has signed in meanwhile; theirs is the newer one, and stays.
  const theirs = foundIn(env, await readHeld(env, held.holder));
  if (theirs !== undefined) return theirs;
  throw new AppError(
    "renewal_failed",
    `\`${held.holder.id}\` was changed by another program while it was renewed`,
    "what that program stored was left as it is; try again",
  );
}

function refuse(env: Env, held: Held): Promise<void> {
  return inStore(env, held.holder.path, () => markRefused(env, held)).catch(() => {});
}

/** Tokens that can be used as they are. */
function foundIn(env: Env, held: Held): Renewed | undefined {
  const { access, expires } = held.tokens;
  if (access === undefined || (expires ?? 0) <= env.now()) return undefined;
  return { outcome: "found", access, expires, rotated: false, ...placeOf(held) };
}

function placeOf({ holder, account }: Held): Pick<Renewed, "provider" | "storage" | "path"> {
  return { provider: holder.provider, storage: account === undefined ? "file" : "keyring", path: holder.path };
}

function isSameSignIn(one: Held, other: Held): boolean {
  const told = ({ account, tokens: { access, refresh } }: Held) =>
    [account, access?.reveal(), refresh?.reveal()].join("\n");
  return told(one) === told(other);
}
