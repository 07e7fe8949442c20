import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Granted, LoginAnswer, LoginDialect, LoginRequest } from "../../contracts/oauth.ts";
import { loginCommand, onceMore, type Sought } from "./command.ts";
import { reasonIn } from "./device-answers.ts";
import { plainGranted } from "./facts.ts";
import { post } from "./token.ts";
import { factsIn, tokensIn } from "./tokens.ts";

/** The provider that trades them may know all of these, whichever it is sent. */
const TOKENS = ["access_token", "refresh_token", "id_token"];

/** What a sign-in ends with, out of the answer that holds its tokens, traded for what the models take where need be. */
export async function grantedBy(
  env: Env,
  first: LoginAnswer,
  ask: { dialect: LoginDialect; sought: Sought; deadlineMs: number; signal?: AbortSignal },
): Promise<Granted> {
  const { dialect, sought } = ask;
  const answer = dialect.trade === undefined ? first : await traded(env, dialect.trade(first), first, ask);
  const granted = grantedIn(dialect, answer, first, env.now(), sought) ?? tokensOf(answer, env.now());
  if (granted === undefined) throw refused(sought, "it gave no tokens");
  const facts = { ...factsIn(first), ...dialect.facts?.(first), ...granted.facts };
  return plainGranted({ ...granted, facts }, env.now());
}

/** A dialect may know what its user has to do first; then it goes on as it was begun. */
function grantedIn(
  dialect: LoginDialect,
  answer: LoginAnswer,
  first: LoginAnswer,
  now: number,
  sought: Sought,
): Granted | undefined {
  try {
    return dialect.granted?.(answer, now, first);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw error.restated(error.message, `${error.hint}, then ${loginCommand(sought)}`);
  }
}

function tokensOf(answer: LoginAnswer, now: number): Granted | undefined {
  const tokens = tokensIn(answer, now);
  return tokens === undefined ? undefined : { type: "oauth", tokens, facts: {} };
}

async function traded(
  env: Env,
  request: LoginRequest,
  first: LoginAnswer,
  { sought, deadlineMs, signal }: { sought: Sought; deadlineMs: number; signal?: AbortSignal },
): Promise<LoginAnswer> {
  const { url, fields, body, headers = {} } = request;
  const secrets = TOKENS.map((name) => first[name]).filter((token) => typeof token === "string");
  const stop = signal === undefined ? {} : { signal };
  const said = await post(env, url, fields, { body, deadlineMs, headers, secrets, ...stop });
  if (said.kind === "granted") return said.body;
  throw refused(sought, reasonIn(said));
}

/** A sign-in that a provider did not finish; nothing of what was sent is told. */
export function refused(sought: Sought, why: string): AppError {
  return new AppError("login_failed", `${sought.provider} did not finish the sign-in: ${why}`, onceMore(sought));
}
