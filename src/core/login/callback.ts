import * as oauth4webapi from "oauth4webapi";
import { AppError } from "../../contracts/error.ts";
import { type Hide, hideSent } from "../sent.ts";
import { onceMore, type Sought } from "./command.ts";
import { quoted } from "./device-answers.ts";
import { refused } from "./granted.ts";

/** What a sign-in expects to come back; without a state the path it comes back to is the secret. */
export type Expected = { sought: Sought; state: string; sendsNoState: boolean };

/** The library wants to be told of both, and looks at neither here. */
const ANY_ISSUER = { issuer: "https://any.invalid" };
const ANY_CLIENT = { client_id: "any" };

/**
 * The code that a provider's page came back with. Throws `login_denied` where somebody said no, and `login_failed` for
 * everything else, an answer to another sign-in included.
 */
export function codeIn(parameters: URLSearchParams, expected: Expected): string {
  const { sought, state, sendsNoState } = expected;
  // Issuers are not among what is known of providers, and each sign-in has a state of its own.
  const given = new URLSearchParams([...parameters].filter(([name]) => name !== "iss"));
  const wanted = sendsNoState ? oauth4webapi.expectNoState : state;
  try {
    const valid = oauth4webapi.validateAuthResponse(ANY_ISSUER, ANY_CLIENT, given, wanted);
    const [code = "", ...more] = valid.getAll("code");
    if (code !== "" && more.length === 0) return code;
  } catch (error) {
    if (error instanceof oauth4webapi.AuthorizationResponseError)
      throw refusal(sought, error, hideSent(given.getAll("code")));
    if (!isAboutAnswer(error)) throw error;
    if (isForeign(parameters, expected)) throw foreign(sought);
  }
  throw refused(sought, "its page came back without a code");
}

function isAboutAnswer(error: unknown): boolean {
  return (
    error instanceof oauth4webapi.OperationProcessingError || error instanceof oauth4webapi.UnsupportedOperationError
  );
}

/** Whether parameters are an answer at all, be it a wrong one; whoever only looks in brings none. */
export function isAnswer(parameters: URLSearchParams): boolean {
  return parameters.has("code") || parameters.has("error") || parameters.has("state");
}

/** Whether parameters belong to another sign-in, an earlier one or one that somebody else began: its code is not ours. */
export function isForeign(parameters: URLSearchParams, { state, sendsNoState }: Expected): boolean {
  const [given, ...more] = parameters.getAll("state");
  return !sendsNoState && (given !== state || more.length > 0);
}

/**
 * What somebody pasted: the whole address, `code#state`, a query, or the code alone, which has no state to compare: it is
 * of use only with this sign-in's own verifier. `undefined` where no code is in it.
 */
export function parsePasted(text: string, { state, sendsNoState }: Expected): URLSearchParams | undefined {
  const typed = text.trim();
  if (typed === "" || /\s/.test(typed)) return undefined;
  if (URL.canParse(typed) && /^https?:/i.test(typed)) return answerOf(new URL(typed).searchParams);
  if (/(^|[?&])(code|error)=/.test(typed)) return answerOf(new URLSearchParams(typed.replace(/^\?/, "")));
  const [code = "", given = state, ...more] = typed.split("#");
  if (code === "" || more.length > 0 || /[^!-~]/.test(code)) return undefined;
  return new URLSearchParams(sendsNoState ? { code } : { code, state: given });
}

function answerOf(parameters: URLSearchParams): URLSearchParams | undefined {
  return parameters.has("code") || parameters.has("error") ? parameters : undefined;
}

function refusal(
  sought: Sought,
  { error, error_description: why }: oauth4webapi.AuthorizationResponseError,
  hide: Hide,
): AppError {
  const reason = quoted(hide(why ?? error));
  if (error !== "access_denied") return refused(sought, reason);
  return new AppError("login_denied", `the sign-in to ${sought.provider} was refused: ${reason}`, onceMore(sought));
}

/** Somebody else's page, or one of an earlier try: its code is worth nothing here. */
function foreign(sought: Sought): AppError {
  return new AppError(
    "login_failed",
    `the answer from ${sought.provider} belongs to another sign-in (its state is wrong), so it was not used`,
    onceMore(sought),
  );
}
