import { expect, test } from "bun:test";
import { NOW } from "../../testing/env.ts";
import { type Answer, FORM, LOST, refusal, said, sent, signInTo } from "../../testing/sign-in.ts";
import openaiCodex from "../openai-codex.ts";
import { LOGIN_DIALECTS } from "./dialects.ts";

const JSON_BODY = { ...FORM, "content-type": "application/json" };
const CODE = { device_auth_id: "d-openai", user_code: "ABCD-12345", interval: "5" };
const PENDING = said(
  { error: { message: "Device authorization is pending.", type: "x", code: "deviceauth_authorization_pending" } },
  403,
);
const CONFIRMED = said({ authorization_code: "code", code_challenge: "c", code_verifier: "verifier" });
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
const TOKENS = {
  access_token: jwt({ "https://api.openai.com/auth": { chatgpt_account_id: "account" } }),
  id_token: jwt({ email: "me@example.com" }),
  refresh_token: "refresh",
  expires_in: 864_000,
};
const start = (...answers: Answer[]) => signInTo(openaiCodex, LOGIN_DIALECTS, answers);

test("a code is paired in JSON, and what it gives is exchanged with the verifier that came along", async () => {
  const { requests, seconds, shown, granted } = await start(said(CODE), PENDING, CONFIRMED, said(TOKENS));
  const ask = {
    request: "POST https://auth.openai.com/api/accounts/deviceauth/token",
    headers: JSON_BODY,
    body: '{"device_auth_id":"d-openai","user_code":"ABCD-12345"}',
  };
  expect(requests.map(sent)).toEqual([
    {
      request: "POST https://auth.openai.com/api/accounts/deviceauth/usercode",
      headers: JSON_BODY,
      body: '{"client_id":"app_EMoamEEZ73f0CkXaXp7hrann"}',
    },
    ask,
    ask,
    {
      request: "POST https://auth.openai.com/oauth/token",
      headers: FORM,
      body:
        "grant_type=authorization_code&client_id=app_EMoamEEZ73f0CkXaXp7hrann&code=code" +
        "&redirect_uri=https%3A%2F%2Fauth.openai.com%2Fdeviceauth%2Fcallback&code_verifier=verifier",
    },
  ]);
  expect(shown).toEqual([
    { userCode: "ABCD-12345", page: "https://auth.openai.com/codex/device", expiresAt: NOW + 900_000 },
  ]);
  expect(seconds).toEqual([0, 5, 10, 10]);
  if (granted.type !== "oauth") throw new Error("no tokens");
  expect([granted.tokens.expires, granted.facts]).toEqual([
    NOW + 10_000 + 864_000_000,
    { email: "me@example.com", accountId: "account" },
  ]);
});

test.each<[string, object, string, number]>([
  ["its other spelling", { usercode: "OTHER", user_code: undefined }, "OTHER", 5],
  ["an interval as a number", { interval: 9 }, CODE.user_code, 9],
  ["no interval", { interval: undefined }, CODE.user_code, 5],
])("a code with %s", async (_, more, userCode, second) => {
  const { shown, seconds, requests } = await start(said({ ...CODE, ...more }), CONFIRMED, said(TOKENS));
  expect([shown[0]?.userCode, seconds[1]]).toEqual([userCode, second]);
  expect(JSON.parse(requests[1]?.body ?? "")).toEqual({ device_auth_id: "d-openai", user_code: userCode });
});

test.each<[string, Answer]>([
  ["a 404 without a word", said("<html>", 404)],
  ["a 403 without a word", said({}, 403)],
  ["a 403 with an unknown word", said({ error: { code: "deviceauth_authorization_unknown" } }, 403)],
  ["a 400 with the word for it", said({ error: { code: "deviceauth_authorization_pending" } }, 400)],
])("%s means that nobody confirmed yet", async (_, answer) => {
  const { granted, requests } = await start(said(CODE), answer, answer, CONFIRMED, said(TOKENS));
  expect([granted.type, requests.length]).toEqual(["oauth", 5]);
});

test("a code that nobody confirms ends after a quarter of an hour", async () => {
  const { error, seconds } = await start(said(CODE), PENDING);
  expect([error?.code, seconds.at(-1)]).toEqual(["login_expired", 895]);
});

test.each<[string, Answer]>([
  ["without a word", said("", 404)],
  ["with one", said({ error: { code: "not_found", message: "no" } }, 404)],
])("an account that may not pair devices, told by a 404 %s, is sent to the browser", async (_, answer) => {
  const { error, shown } = await start(answer);
  expect([error, shown]).toEqual([
    {
      code: "login_failed",
      message: "example gives no code: device codes are not enabled for this account",
      hint: "sign in with a browser instead: `openclaw models auth login --provider example`",
    },
    [],
  ]);
});

const unfinished = (why: string) => `example did not finish the sign-in: ${why}`;

test.each<[string, readonly Answer[], string, string]>([
  ["a denial", [refusal("access_denied")], "login_denied", "the sign-in to example was denied"],
  ["no code to exchange", [said({})], "login_failed", unfinished("it gave no code to exchange")],
  ["a 400", [said({}, 400)], "login_failed", unfinished("it answered HTTP 400")],
  ["a refused exchange", [CONFIRMED, refusal("invalid_grant")], "login_failed", unfinished("it says “invalid_grant”")],
  ["an exchange that is lost", [CONFIRMED, LOST], "login_failed", unfinished("the connection was reset")],
])("%s ends the sign-in", async (_, answers, code, message) => {
  const { error } = await start(said(CODE), ...answers);
  expect([error?.code, error?.message]).toEqual([code, message]);
});

test("no code is shown that cannot be asked about", async () => {
  const { error, shown } = await start(said({ ...CODE, device_auth_id: "" }));
  expect([error?.message, shown]).toEqual([unfinished("it gave no code that can be used"), []]);
});
