import { expect, test } from "bun:test";
import type { HttpRequest, HttpResult } from "../../contracts/http.ts";
import type { LoginDialect, OAuth } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { answered, GRANTED } from "../../testing/renewal.ts";
import { askForTokens } from "./refresh.ts";

const OAUTH: OAuth = { token: "https://auth.example/token", clientId: "program", scopes: "", body: "form" };

async function ask(answer: HttpResult, more: Partial<OAuth> = {}, dialect: LoginDialect = {}) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    return answer;
  };
  const { env } = createFakeEnv({ http });
  const refresh = new Secret("the-refresh-token");
  const said = await askForTokens(env, { MY_SECRET: "hush" }, { oauth: { ...OAUTH, ...more }, dialect, refresh });
  return { said, request: requests[0] };
}

const tokensIn = (said: Awaited<ReturnType<typeof ask>>["said"]) =>
  said.kind === "renewed" && [said.tokens.access.reveal(), said.tokens.refresh?.reveal(), said.tokens.expires];

test("the request is OAuth's own, or JSON, with the program's secret where it has one", async () => {
  expect((await ask(GRANTED)).request?.body).toBe(
    "grant_type=refresh_token&refresh_token=the-refresh-token&client_id=program",
  );
  const { request } = await ask(GRANTED, { body: "json", clientSecret: ["MY_SECRET"] });
  expect(JSON.parse(request?.body ?? "")).toEqual({
    grant_type: "refresh_token",
    refresh_token: "the-refresh-token",
    client_id: "program",
    client_secret: "hush",
  });
});

test.each<[string, object, (string | number)[]]>([
  ["new ones", { access_token: "a", refresh_token: "r", expires_in: 60 }, ["a", "r", NOW + 60_000]],
  ["no new refresh token", { access_token: "a", expires_in: 60 }, ["a", "the-refresh-token", NOW + 60_000]],
  ["no expiry", { access_token: "a", refresh_token: "r" }, ["a", "r", NOW + 3_600_000]],
])("an answer with %s", async (_, body, tokens) => {
  expect(tokensIn((await ask(answered(200, body))).said)).toEqual(tokens);
});

test.each([
  [400, { error: "invalid_grant" }, "invalid_grant"],
  [200, { error: "invalid_grant" }, "invalid_grant"],
  [401, { error: { code: "refresh_token_expired" } }, "refresh_token_expired"],
  [401, { error: { code: "refresh_token_reused" } }, "refresh_token_reused"],
  [401, { error: { code: "refresh_token_invalidated" } }, "refresh_token_invalidated"],
  [401, { error: { type: "invalid_request_error", code: "invalid_refresh_token" } }, "invalid_refresh_token"],
  [401, { error: { type: "invalid_request_error", code: "app_session_terminated" } }, "app_session_terminated"],
  [401, { error: "invalid_token" }, "invalid_token"],
  [400, { error: "invalid_request", error_description: "Invalid refresh token or client_id" }, "invalid_request"],
  [401, { error: "unauthorized", error_description: "The refresh token is no longer valid" }, "unauthorized"],
  [
    401,
    { error: { type: "invalid_request_error", message: "Could not validate your refresh token." } },
    "invalid_request_error",
  ],
  [
    401,
    { error: { type: "invalid_request_error", message: "Your refresh token has already been used" } },
    "invalid_request_error",
  ],
  [400, { error: { type: "invalid_request_error", message: "Refresh token not found" } }, "invalid_request_error"],
])("%d %j is the end of a sign-in", async (status, body, word) => {
  expect((await ask(answered(status, body))).said).toEqual({ kind: "refused", word });
});

test.each([
  [400, { error: "invalid_request", error_description: "client_id is missing" }, "it says invalid_request"],
  [400, { error: "invalid_request", error_description: "refresh_token is missing" }, "it says invalid_request"],
  [401, { error: "invalid_request" }, "it says invalid_request"],
  [401, { error: "unauthorized" }, "it says unauthorized"],
  [401, { error: { type: "authentication_error", message: "invalid client" } }, "it says authentication_error"],
  [401, { error: "unauthorized_client", error_description: "Invalid refresh token" }, "it says unauthorized_client"],
  [503, { error: "invalid_token", error_description: "Invalid refresh token" }, "it answered HTTP 503"],
  [400, { error: "unsupported_grant_type" }, "it says unsupported_grant_type"],
  [401, { error: "invalid_client" }, "it says invalid_client"],
  [403, { error: "forbidden" }, "it says forbidden"],
  [429, { error: "slow_down" }, "it says slow_down"],
  [500, { error: "invalid_grant" }, "it answered HTTP 500"],
  [400, { error: "the-refresh-token" }, "it says another error"],
  [400, { error: "no such token: the-refresh-token" }, "it says another error"],
])("%d %j may pass", async (status, body, detail) => {
  expect((await ask(answered(status, body))).said).toMatchObject({ kind: "trouble", detail });
});

test("a dialect names the machine, reads its own answers, and keeps the refresh token that they leave out", async () => {
  const dialect: LoginDialect = {
    headers: ({ version, platform }) => ({ "x-device": `${platform} ${version}` }),
    granted: ({ token }) =>
      typeof token === "string"
        ? { type: "oauth", tokens: { access: new Secret(token), expires: 5 }, facts: {} }
        : undefined,
    facts: () => ({ accountId: "account" }),
  };
  const { said, request } = await ask(answered(200, { token: "theirs" }), {}, dialect);
  expect([request?.headers["x-device"], tokensIn(said)]).toEqual(["linux 0.0.0", ["theirs", "the-refresh-token", 5]]);
  expect(said).toMatchObject({ facts: { accountId: "account" } });
});

test("of what an answer tells beside the tokens, nothing is kept that a terminal would act upon", async () => {
  const identity = (email: string) => `header.${btoa(JSON.stringify({ email }))}.signature`;
  const facts = async (email: string) => {
    const { said } = await ask(answered(200, { access_token: "a", id_token: identity(email) }));
    return said.kind === "renewed" && said.facts;
  };
  expect(await facts("me@example.com")).toEqual({ email: "me@example.com" });
  expect(await facts("\u001b]0;me@example.com\u0007")).toEqual({});
});

test("where tokens are traded for a key, the token that renews it is traded again", async () => {
  const dialect: LoginDialect = {
    trade: ({ access_token: identity }) => ({
      url: "https://keys.example",
      body: "json",
      fields: {},
      headers: { authorization: `Bearer ${String(identity)}` },
    }),
    granted: ({ key }, now, { access_token: identity }) => ({
      type: "oauth",
      tokens: { access: new Secret(String(key)), refresh: new Secret(String(identity)), expires: now + 1 },
      facts: {},
    }),
  };
  for (const [status, body] of [
    [401, "no"],
    [403, { error: { message: "no", code: 190 } }],
  ] as const)
    expect((await ask(answered(status, body), {}, dialect)).said).toEqual({ kind: "refused", word: `HTTP ${status}` });
  expect((await ask(answered(403, "<html>"), {}, dialect)).said).toMatchObject({ kind: "trouble" });
  const { said, request } = await ask(answered(200, { key: "k" }), {}, dialect);
  expect([request?.url, request?.headers["authorization"]]).toEqual([
    "https://keys.example",
    "Bearer the-refresh-token",
  ]);
  expect(tokensIn(said)).toEqual(["k", "the-refresh-token", NOW + 1]);
});
