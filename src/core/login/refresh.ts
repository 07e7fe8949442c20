import type { Env } from "../../contracts/env.ts";
import type {
  Granted,
  LoginDialect,
  LoginRequest,
  OAuth,
  TokenAnswer,
  TokenFacts,
  Tokens,
} from "../../contracts/oauth.ts";
import type { Secret } from "../../contracts/secret.ts";
import { plainFacts } from "./facts.ts";
import { clientOf, post } from "./token.ts";
import { boundExpiry, factsIn, tokensIn } from "./tokens.ts";

/** Milliseconds; whoever wants to change the store meanwhile gives up after 10 seconds. */
const DEADLINE_MS = 8000;

/**
 * What providers say of a refresh token that will never be taken again: OAuth's own word, and those of OpenAI, which tell
 * expired, used and revoked ones apart. Whatever else they say is a trouble that may pass.
 */
const FINAL =
  /^(invalid_grant|invalid_(refresh_)?token|(refresh_token|token)_(expired|reused|invalidated|revoked|not_found)|expired_token|app_session_terminated)$/i;
/**
 * Words of a general kind, which OAuth has for a request or a program that is wrong, in a 401 too. They mean the token only
 * where the sentence beside them says that it is no good, as Qwen and OpenAI do.
 */
const GENERAL = /^(invalid_request(_error)?|unauthorized|authentication_error)$/i;
const NO_GOOD =
  /\b(invalid|expired|revoked|unknown|(could not|cannot) validate( your)?) refresh[ _]?token\b|\brefresh[ _]?token (is |was |has |been |already |not |no longer )*(invalid|invalidated|expired|revoked|used|reused|valid|found)\b/i;

/** What became of a request for new tokens. Nothing that the provider wrote is in it, but a word. */
export type RenewalAnswer =
  | { kind: "renewed"; tokens: Tokens; facts: TokenFacts }
  /** For good: these tokens cannot be renewed any more. */
  | { kind: "refused"; word: string }
  /** For now; `mayBeSpent` where the provider may have taken the refresh token although no new one came. */
  | { kind: "trouble"; detail: string; isTimeout: boolean; mayBeSpent: boolean };

/** Asks a provider once for new tokens; throws `usage` where the user has to name a program of their own. */
export async function askForTokens(
  env: Env,
  variables: Env["variables"],
  { oauth, dialect, refresh }: { oauth: OAuth; dialect: LoginDialect; refresh: Secret },
): Promise<RenewalAnswer> {
  const { version, platform } = env;
  // Where tokens are traded for something else, the one that renews it is traded once more.
  const first = { access_token: refresh.reveal() };
  const { url, fields, body, headers } = dialect.trade?.(first) ?? usualRequest(oauth, variables, refresh);
  const said = await post(env, url, fields, {
    body,
    deadlineMs: DEADLINE_MS,
    headers: { ...dialect.headers?.({ version, platform }), ...headers },
  });
  // A trade has no words of OAuth's for it; a 403 without any word can be of whoever stands in between.
  const isTurnedAway =
    said.kind !== "granted" && (said.status === 401 || (said.kind === "refused" && said.status === 403));
  if (dialect.trade !== undefined && isTurnedAway) return { kind: "refused", word: `HTTP ${said.status}` };
  if (said.kind === "trouble") return troubleOf(said);
  if (said.kind === "refused") {
    const { error, description } = said;
    const isFinal = FINAL.test(error) || (GENERAL.test(error) && NO_GOOD.test(description));
    const word = /^[\w.-]{1,40}$/.test(error) ? error : "another error";
    if (isFinal) return { kind: "refused", word };
    return { kind: "trouble", detail: `it says ${word}`, isTimeout: false, mayBeSpent: false };
  }
  const granted = dialect.granted?.(said.body, env.now(), first);
  const tokens = granted === undefined ? tokensIn(said.body, env.now(), refresh) : tokensOf(granted, refresh);
  if (tokens === undefined)
    return { kind: "trouble", detail: "its answer holds no token", isTimeout: false, mayBeSpent: true };
  // A dialect reckons by itself.
  const expires = boundExpiry(tokens.expires, env.now());
  return {
    kind: "renewed",
    tokens: { ...tokens, expires },
    facts: plainFacts({ ...factsIn(said.body), ...dialect.facts?.(said.body) }),
  };
}

function troubleOf({ detail, status = 0, cause, isUnsent }: Extract<TokenAnswer, { kind: "trouble" }>): RenewalAnswer {
  const isTurnedAway = isUnsent === true || cause === "redirect" || (status >= 300 && status < 500);
  return { kind: "trouble", detail, isTimeout: cause === "timeout", mayBeSpent: !isTurnedAway };
}

function usualRequest(oauth: OAuth, variables: Env["variables"], refresh: Secret): LoginRequest {
  const { id, secret } = clientOf(oauth, variables);
  const fields = { refresh_token: refresh.reveal(), client_id: id, client_secret: secret };
  return { url: oauth.token, body: oauth.body, fields: { grant_type: "refresh_token", ...fields } };
}

function tokensOf(granted: Granted, refresh: Secret): Tokens | undefined {
  return granted.type === "oauth" ? { refresh, ...granted.tokens } : undefined;
}
