import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { LoginDialects, OAuth, TokenFacts, Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { shellWord } from "../command-line.ts";
import { askForTokens, type RenewalAnswer } from "../login/refresh.ts";
import type { Setup } from "../setup.ts";
import { isRefused } from "./health.ts";
import { type Held, requireRoom } from "./held.ts";
import type { Holder } from "./holder.ts";
import { signInAgain } from "./renewable.ts";
import { isSpent } from "./spent.ts";

/** What tokens are renewed with: the agent's setup, and what each provider does otherwise than OAuth. */
export type Renewer = {
  setup: Setup;
  dialects: LoginDialects;
  /** From then on nobody is waited for. */
  signal?: AbortSignal;
};

/** New tokens; or why there will never be any, which is the end of every copy of the old ones. */
export type Exchanged = { kind: "renewed"; tokens: Tokens; facts: TokenFacts } | { kind: "refused"; error: AppError };

/**
 * Trades the refresh token of a profile for new tokens, unless it is known to be worth nothing; `begin` is called before
 * anything is sent. Throws `renewal_failed` or `renewal_timed_out` where the provider gives none, and whatever would keep
 * new ones from being stored.
 */
export async function exchange(
  env: Env,
  { setup, dialects }: Renewer,
  oauth: OAuth,
  held: Held,
  begin: () => void,
): Promise<Exchanged> {
  const { holder, profile, tokens } = held;
  const { id, provider } = holder;
  const refresh = requireRefresh(held);
  if (await isSpent(env, refresh)) return { kind: "refused", error: staleError(holder) };
  if (isRefused(profile, tokens.expires))
    throw refusedError(`${provider} has refused to renew \`${id}\`, and is not asked again`, holder);
  await requireRoom(env, held);
  // A refresh token is good for one answer, and whoever ends before that is stored has lost both.
  begin();
  const dialect = oauth.dialect === undefined ? undefined : dialects[oauth.dialect];
  const ask = { oauth, dialect: dialect ?? {}, refresh };
  const answer = await askForTokens(env, setup.variables, ask).catch((error: unknown) => {
    // A dialect says what to do at the provider's in the words of a sign-in.
    if (!(error instanceof AppError) || error.code !== "login_failed") throw error;
    throw new AppError("renewal_failed", error.message, error.hint);
  });
  if (answer.kind === "trouble") throw troubleError(answer, holder);
  if (answer.kind === "renewed") return answer;
  const why = "the sign-in is over or was revoked, or a renewal was cut off before its answer was stored";
  return {
    kind: "refused",
    error: refusedError(`${provider} refuses to renew \`${id}\` (${answer.word}): ${why}`, holder),
  };
}

/** The token that a profile is renewed with; throws `usage` where it has none. */
export function requireRefresh({ holder, tokens: { refresh } }: Held): Secret {
  if (refresh !== undefined) return refresh;
  throw new AppError("usage", `\`${holder.id}\` has no refresh token to be renewed with`, signInAgain(holder));
}

/**
 * What to say when new tokens could not be kept: the ones before are void if the provider gave another refresh token.
 */
export function lossError({ holder }: Held, rotated: boolean, cause: AppError): AppError {
  const { id, provider } = holder;
  const left = rotated ? "and the ones before are void" : "and the refresh token is still good";
  const next = rotated ? signInAgain(holder) : tryAgain(holder);
  const message = `${provider} has renewed \`${id}\`, but the new tokens could not be stored, ${left}: ${cause.message}`;
  const code = cause.code === "usage" ? "renewal_failed" : cause.code;
  return new AppError(code, message, `${cause.hint}; then ${next}`);
}

function refusedError(message: string, holder: Holder): AppError {
  return new AppError("renewal_refused", message, signInAgain(holder));
}

function staleError(holder: Holder): AppError {
  const found = `\`${holder.id}\` holds a refresh token that is used up, as an older copy of a sign-in does`;
  return refusedError(`${found}; it was not sent again`, holder);
}

function troubleError(
  { detail, isTimeout, mayBeSpent }: Extract<RenewalAnswer, { kind: "trouble" }>,
  holder: Holder,
): AppError {
  const { id, provider } = holder;
  const code = isTimeout ? "renewal_timed_out" : "renewal_failed";
  if (!mayBeSpent)
    return new AppError(
      code,
      `${provider} did not renew \`${id}\`: ${detail}`,
      `nothing was changed; ${tryAgain(holder)}`,
    );
  return new AppError(
    code,
    `${provider} gave no new tokens for \`${id}\`: ${detail}`,
    `nothing was changed here, but it may have used up the refresh token; ${tryAgain(holder)}, and if that is refused, ${signInAgain(holder)}`,
  );
}

function tryAgain({ id, agentFlag }: Holder): string {
  return `try again: \`openclaw models auth refresh ${shellWord(id)}${agentFlag}\``;
}
