import { AppError, type ErrorCode } from "../contracts/error.ts";
import type { HttpRequest, HttpResult } from "../contracts/http.ts";
import type { Granted, LoginDialects, OAuth } from "../contracts/oauth.ts";
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

/** A sign-in against these answers, the last of them again and again; with when each question was asked, in seconds. */
export async function signIn(
  answers: readonly (HttpResult | "abort")[],
  { oauth = OAUTH, dialects = {} }: { oauth?: OAuth; dialects?: LoginDialects } = {},
) {
  const requests: HttpRequest[] = [];
  const seconds: number[] = [];
  const shown: DeviceCode[] = [];
  const left: number[] = [];
  const stop = new AbortController();
  const { env } = createFakeEnv({
    async http(request) {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      seconds.push((env.now() - NOW) / 1000);
      if (answer !== "abort") return answer ?? LOST;
      stop.abort();
      return { kind: "aborted", detail: "stopped" };
    },
  });
  const ended = await signInByDevice(env, {
    oauth,
    provider: "example",
    variables: {},
    dialects,
    signal: stop.signal,
    show: async (code) => void shown.push(code),
    waiting: (leftMs) => void left.push(leftMs),
  }).catch((error: unknown) => error);
  if (ended instanceof Error && !(ended instanceof AppError)) throw ended;
  const error: { code: ErrorCode; message: string; hint: string } | undefined =
    ended instanceof AppError ? { code: ended.code, message: ended.message, hint: ended.hint } : undefined;
  return { granted: ended as Granted, error, requests, seconds, shown, left };
}
