import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { LoginDialects, OAuth, TokenFacts, Tokens } from "../../contracts/oauth.ts";
import { join } from "../../contracts/path.ts";
import type { Secret } from "../../contracts/secret.ts";
import { askForTokens } from "../login/refresh.ts";
import type { Setup } from "../setup.ts";
import { isRefused } from "./health.ts";
import { eachCopy } from "./copies.ts";
import { type Held, readHeld, requireRoom } from "./held.ts";
import { findHolder } from "./holder.ts";
import { endsSoon, renewalOf, signInAgain } from "./renewable.ts";
import { catchUp, markRefused, storeTokens } from "./settle.ts";

/** What tokens are renewed with: the agent's setup, and what each provider does otherwise than OAuth. */
export type Renewer = { setup: Setup; dialects: LoginDialects };

export type Renewed = {
  /** `found` where another process has renewed them while this one waited for it. */
  outcome: "renewed" | "found";
  provider: string;
  access: Secret;
  expires: number | undefined;
  /** Whether the provider gave a new refresh token too. */
  rotated: boolean;
  storage: "keyring" | "file";
  path: string;
};

/**
 * Renews the tokens of a profile, once for all processes: under the lock of its store, which OpenClaw takes too, they are
 * read again, and the provider is asked only if nobody else has renewed them meanwhile. What it gives is stored only if
 * the profile still is the one that was read. Throws `renewal_refused`, which is never asked for again, `login_failed`
 * where the provider did not answer, or why the profile cannot be renewed or its store not be changed.
 */
export async function renewProfile(env: Env, renewer: Renewer, id: string, isForced: boolean): Promise<Renewed> {
  const { setup } = renewer;
  const holder = await findHolder(env, setup, id);
  const { profile: seen, oauth } = renewalOf(holder, setup.names.providers);
  const work = async (begin: () => void): Promise<Renewed> => {
    const held = await readHeld(env, holder);
    const { access, expires } = held.tokens;
    const isRenewed = held.profile.expires !== seen.expires && (expires ?? 0) > env.now();
    if (access === undefined || (!isRenewed && (isForced || endsSoon(expires, env.now()))))
      return keep(env, setup, held, await ask(env, renewer, oauth, held, begin));
    await catchUp(env, held);
    return { outcome: "found", access, expires, rotated: false, ...placeOf(held) };
  };
  // Several agents can hold the same tokens, so what all renewals take comes before the lock of one store.
  const lock = join(setup.places.stateDir, RENEWAL);
  return env.uninterrupted((begin) =>
    env.writer.locked(lock, () => env.writer.lockedStore(holder.path, () => work(begin))),
  );
}

/** The name of a lock in the state directory; there is no such file. */
const RENEWAL = "auth-renewal";

const placeOf = ({ holder, account }: Held): Pick<Renewed, "provider" | "storage" | "path"> => ({
  provider: holder.provider,
  storage: account === undefined ? "file" : "keyring",
  path: holder.path,
});

type Answer = { tokens: Tokens; facts: TokenFacts };

async function ask(
  env: Env,
  { setup, dialects }: Renewer,
  oauth: OAuth,
  held: Held,
  begin: () => void,
): Promise<Answer> {
  const { holder, profile, tokens } = held;
  const { id, provider } = holder;
  if (isRefused(profile, tokens.expires))
    throw new AppError(
      "renewal_refused",
      `${provider} has refused to renew \`${id}\`, and is not asked again`,
      signInAgain(holder),
    );
  if (tokens.refresh === undefined)
    throw new AppError("usage", `\`${id}\` has no refresh token to be renewed with`, signInAgain(holder));
  await requireRoom(env, held);
  // A refresh token is good for one answer, and whoever ends before that is stored has lost both.
  begin();
  const dialect = oauth.dialect === undefined ? undefined : dialects[oauth.dialect];
  const answer = await askForTokens(env, setup.variables, { oauth, dialect: dialect ?? {}, refresh: tokens.refresh });
  if (answer.kind === "renewed") return answer;
  if (answer.kind === "trouble")
    throw new AppError(
      "login_failed",
      `${provider} did not renew \`${id}\`: ${answer.detail}`,
      `nothing was changed; try again: \`openclaw models auth refresh ${id}${holder.agentFlag}\``,
    );
  await markRefused(env, held);
  await eachCopy(env, setup, held, (copy) => markRefused(env, copy));
  throw new AppError(
    "renewal_refused",
    `${provider} refuses to renew \`${id}\` (${answer.word}): the sign-in is over or was revoked, or a renewal was cut off before its answer was stored`,
    signInAgain(holder),
  );
}

async function keep(env: Env, setup: Setup, held: Held, { tokens, facts }: Answer): Promise<Renewed> {
  const { access, refresh, expires } = tokens;
  const rotated = refresh !== undefined && refresh.reveal() !== held.tokens.refresh?.reveal();
  const outcome = await storeTokens(env, held, tokens, facts);
  if (outcome === "written") {
    await eachCopy(env, setup, held, (copy) => storeTokens(env, copy, tokens, facts));
    return { outcome: "renewed", access, expires, rotated, ...placeOf(held) };
  }
  // Somebody who takes no lock has signed in meanwhile; theirs is the newer one, and stays.
  const theirs = (await readHeld(env, held.holder)).tokens;
  if (theirs.access !== undefined && (theirs.expires ?? 0) > env.now())
    return { outcome: "found", access: theirs.access, expires: theirs.expires, rotated: false, ...placeOf(held) };
  throw new AppError(
    "login_failed",
    `\`${held.holder.id}\` was changed by another program while it was renewed`,
    "what that program stored was left as it is; try again",
  );
}
