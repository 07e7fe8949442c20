import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { OAuth, TokenAnswer } from "../../contracts/oauth.ts";
import { variable } from "../config/paths.ts";
import { hideSent } from "../sent.ts";

/** More of an answer is read by nobody. */
export const MAX_ANSWER_BYTES = 256 * 1024;

/** What anybody may read of a request; whatever else is sent is a secret, the fields of a later provider too. */
const PUBLIC_FIELDS = new Set([
  "client_id",
  "code_challenge_method",
  "grant_type",
  "redirect_uri",
  "response_type",
  "scope",
]);

/** The program that a provider is asked as; throws `usage` where the user has to name one of their own. */
export function clientOf(oauth: OAuth, variables: Env["variables"]): { id: string; secret: string | undefined } {
  const { clientId, clientSecret = [] } = oauth;
  const secret = clientSecret.length === 0 ? undefined : variable(variables, ...clientSecret);
  if (typeof clientId === "string") return { id: clientId, secret };
  const id = clientId.length === 0 ? "" : variable(variables, ...clientId);
  if (id !== undefined) return { id, secret };
  throw new AppError(
    "usage",
    "this provider knows only programs that are registered with it",
    `register one, and name it: \`export ${clientId[0]}=<client id>\``,
  );
}

/**
 * Asks an endpoint of OAuth with fields, in the encoding that the provider wants. Providers put a refusal into any status,
 * GitHub into 200, so the body alone decides. No trouble is thrown, and no secret that was sent is ever told, be it quoted by
 * the provider, nor what is named in `secrets`.
 */
export async function post(
  env: Env,
  url: string,
  fields: Readonly<Record<string, string | undefined>>,
  options: {
    body: OAuth["body"];
    deadlineMs: number;
    signal?: AbortSignal;
    headers?: Readonly<Record<string, string>>;
    secrets?: readonly string[];
  },
): Promise<TokenAnswer> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""));
  const isJson = options.body === "json";
  const answer = await env.http({
    url,
    method: "POST",
    once: true,
    headers: {
      accept: "application/json",
      "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
      "user-agent": `openclaw/${env.version}`,
      ...options.headers,
    },
    body: isJson ? JSON.stringify(given) : new URLSearchParams(given as Record<string, string>).toString(),
    deadlineMs: options.deadlineMs,
    maxBytes: MAX_ANSWER_BYTES,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (answer.kind !== "answer") {
    const { kind: cause, detail, isUnsent } = answer;
    const said = cause === "redirect" ? `it leads elsewhere, ${detail}` : detail;
    return { kind: "trouble", detail: said, cause, ...(isUnsent ? { isUnsent } : {}) };
  }
  const body = objectIn(answer.body);
  if (body === undefined)
    return {
      kind: "trouble",
      detail: `it did not answer as documented (HTTP ${answer.status})`,
      status: answer.status,
    };
  const hide = hideSent([...secretsIn(given, options.headers), ...(options.secrets ?? [])]);
  const refusal = refusalIn(body);
  if (refusal !== undefined && answer.status < 500) {
    const { error, description } = refusal;
    return { kind: "refused", error: hide(error), description: hide(description), body, status: answer.status };
  }
  if (answer.status >= 300)
    return { kind: "trouble", detail: `it answered HTTP ${answer.status}`, status: answer.status };
  return { kind: "granted", body, hide };
}

function secretsIn(
  fields: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const { authorization = "" } = headers;
  const sent = Object.entries(fields).filter(([name]) => !PUBLIC_FIELDS.has(name));
  return [...sent.map(([, value = ""]) => value), authorization.replace(/^\S+ +/, "")];
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** `error` is a word, as OAuth has it, or an object with one, as most providers have it for everything else. */
function refusalIn(body: Record<string, unknown>): { error: string; description: string } | undefined {
  const { error } = body;
  const nested = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  // Some say by an empty one that there is none.
  const [word] = [error, nested["code"], nested["type"], nested["status"]].flatMap((value) =>
    (typeof value === "string" && value !== "") || typeof value === "number" ? [String(value)] : [],
  );
  if (word === undefined) return undefined;
  const description = body["error_description"] ?? nested["message"] ?? "";
  return { error: word, description: typeof description === "string" ? description : "" };
}
