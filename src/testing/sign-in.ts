import { AppError, type ErrorCode } from "../contracts/error.ts";
import type { HttpRequest, HttpResult } from "../contracts/http.ts";
import type { Granted, LoginDialects, OAuth } from "../contracts/oauth.ts";
import type { Provider } from "../contracts/provider.ts";
import { type DeviceCode, signInByDevice } from "../core/login/device.ts";
import { createFakeEnv, NOW } from "./env.ts";

export const PAGE = "https://auth.example/device";
export const CODE = { device_code: "d-1", user_code: "WDJB-MJHT", verification_uri: PAGE, expires_in: 900 };
export const TOKENS = { access_token: "access", refresh_token: "refresh", expires_in: 60 };
/** A provider that does as RFC 8628 says. */
export const OAUTH: OAuth = {
  token: "https://auth.example/token",
  clientId: "program",
  scopes: "models",
  body: "form",
  device: { authorize: "https://auth.example/code" },
};

/** An answer over HTTP. */
export const said = (body: unknown, status = 200): HttpResult => ({
  kind: "answer",
  status,
  headers: {},
  body: typeof body === "string" ? body : JSON.stringify(body),
});
export const refusal = (error: string, more: object = {}) => said({ error, ...more }, 400);
export const PENDING = refusal("authorization_pending");
export const LOST: HttpResult = { kind: "network", detail: "the connection was reset" };

export type Answer = HttpResult | "abort" | ((request: HttpRequest) => HttpResult);

/** A sign-in against these answers, the last of them again and again; with when each question was asked, in seconds. */
export async function signIn(
  answers: readonly Answer[],
  { oauth = OAUTH, dialects = {} }: { oauth?: OAuth; dialects?: LoginDialects } = {},
) {
  const requests: HttpRequest[] = [];
  const seconds: number[] = [];
  const shown: DeviceCode[] = [];
  const left: number[] = [];
  const troubles = new Set<string | undefined>();
  const stop = new AbortController();
  const { env } = createFakeEnv({
    async http(request) {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      seconds.push((env.now() - NOW) / 1000);
      if (typeof answer === "function") return answer(request);
      if (answer !== "abort") return answer ?? LOST;
      stop.abort();
      return { kind: "aborted", detail: "stopped" };
    },
  });
  const ended = await signInByDevice(env, {
    oauth,
    sought: { provider: "example", options: {} },
    variables: {},
    dialects,
    signal: stop.signal,
    show: async (code) => void shown.push(code),
    waiting(leftMs, trouble) {
      left.push(leftMs);
      troubles.add(trouble);
    },
  }).catch((error: unknown) => error);
  if (ended instanceof Error && !(ended instanceof AppError)) throw ended;
  const error: { code: ErrorCode; message: string; hint: string } | undefined =
    ended instanceof AppError ? { code: ended.code, message: ended.message, hint: ended.hint } : undefined;
  return { granted: ended as Granted, error, requests, seconds, shown, left, troubles: [...troubles] };
}

/** A sign-in to a provider of ours, by one of its methods. */
export function signInTo({ login }: Provider, dialects: LoginDialects, answers: readonly Answer[], id = "device-code") {
  const oauth = login.find((method) => method.id === id)?.oauth;
  if (oauth === undefined) throw new Error(`there is no method ${id}`);
  return signIn(answers, { oauth, dialects });
}

/** All that goes over the wire; what is random, a challenge say, by its name. */
export function sent({ method, url, headers, body = "" }: HttpRequest) {
  const named = body.replace(/(code_challenge|code_verifier|state)=[\w-]{43}/g, "$1=<$1>");
  return { request: `${method} ${url}`, headers, body: named };
}

/** The headers of every form. */
export const FORM = {
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded",
  "user-agent": "openclaw/0.0.0",
};

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
