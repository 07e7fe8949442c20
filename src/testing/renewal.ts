import type { Http, HttpRequest, HttpResult } from "../contracts/http.ts";
import { NOW, type World } from "./env.ts";
import { authStore } from "./cli.ts";

/** The host that renews the profiles of these tests, and the profile itself. */
export const CHUTES = "chutes:me";
export const STORE_PATH = "/home/me/.openclaw/agents/main/agent/auth-profiles.json";
export const ACCOUNT = `main/${CHUTES}`;

/** What a token endpoint answers. */
export const answered = (status: number, body: unknown): HttpResult => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

/** A provider that renews: the tokens `new-access` and `new-refresh`, for an hour. */
export const GRANTED = answered(200, { access_token: "new-access", refresh_token: "new-refresh", expires_in: 3600 });

/** A profile of Chutes whose tokens stand in the store. */
export const inClear = (more: object = {}) => ({
  type: "oauth",
  provider: "chutes",
  access: "old-access",
  refresh: "old-refresh",
  expires: NOW - 1000,
  ...more,
});

/** The same one with its tokens in the keyring. */
export const inKeyring = (more: object = {}) => ({
  type: "oauth",
  provider: "chutes",
  method: "oauth",
  expires: NOW - 1000,
  keyring: { id: ACCOUNT, refreshable: true },
  ...more,
});

export const ENTRY = `{"access":"old-access","refresh":"old-refresh","expires":${NOW - 1000}}`;
export const NEW_ENTRY = `{"access":"new-access","refresh":"new-refresh","expires":${NOW + 3_600_000}}`;

/** A world with one profile, a program that Chutes knows, and what answers; every request is kept. */
export function withProfile(
  profile: object,
  answer: HttpResult | Http,
  more: World = {},
): World & { requests: HttpRequest[]; keyring: NonNullable<World["keyring"]> } {
  const requests: HttpRequest[] = [];
  return {
    variables: { CHUTES_OAUTH_CLIENT_ID: "my-program" },
    keyring: new Map([[ACCOUNT, ENTRY]]),
    ...more,
    files: { ...authStore({ profiles: { [CHUTES]: profile } }), ...more.files },
    requests,
    http: async (request) => {
      requests.push(request);
      return typeof answer === "function" ? answer(request) : answer;
    },
  };
}
