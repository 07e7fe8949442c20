import { expect, test } from "bun:test";
import type { HttpRequest } from "../../contracts/http.ts";
import { NOW } from "../../testing/env.ts";
import { type Answer, FORM, LOST, said, sent, signInTo, UUID } from "../../testing/sign-in.ts";
import minimaxPortal from "../minimax-portal.ts";
import { LOGIN_DIALECTS } from "./dialects.ts";

const PAGE = "https://platform.minimax.io/oauth-authorize";
const TOKENS = { status: "success", access_token: "access", refresh_token: "refresh", expired_in: 3600 };
const PENDING = said({ status: "pending" });

const stateOf = ({ body }: HttpRequest) => new URLSearchParams(body).get("state");
/** A code, as MiniMax gives one: with the state that it was asked with. */
const code =
  (more: object = {}): Answer =>
  (request) =>
    said({ user_code: "ABC-123", verification_uri: PAGE, expired_in: NOW + 600_000, state: stateOf(request), ...more });
const start = (answers: readonly Answer[], id?: string) => signInTo(minimaxPortal, LOGIN_DIALECTS, answers, id);

test.each([
  ["device-code", "https://account.minimax.io"],
  ["device-code-cn", "https://account.minimaxi.com"],
])("%s asks about the code that somebody types, at %s", async (id, host) => {
  const tokens = said({ ...TOKENS, resource_url: "https://api.minimax.io/anthropic" });
  const { requests, seconds, shown, granted } = await start([code(), PENDING, tokens], id);
  const ask = {
    request: `POST ${host}/oauth2/token`,
    headers: FORM,
    body:
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Auser_code" +
      "&client_id=78257093-7e40-4613-99e0-527b14b39113&user_code=ABC-123&code_verifier=<code_verifier>",
  };
  expect(requests.map(sent)).toEqual([
    {
      request: `POST ${host}/oauth2/device/code`,
      headers: { ...FORM, "x-request-id": expect.stringMatching(UUID) },
      body:
        "response_type=code&client_id=78257093-7e40-4613-99e0-527b14b39113" +
        "&scope=group_id+profile+model.completion" +
        "&code_challenge=<code_challenge>&code_challenge_method=S256&state=<state>",
    },
    ask,
    ask,
  ]);
  expect([shown, seconds]).toEqual([[{ userCode: "ABC-123", page: PAGE, expiresAt: NOW + 600_000 }], [0, 2, 4]]);
  if (granted.type !== "oauth") throw new Error("no tokens");
  const { access, refresh, expires } = granted.tokens;
  expect([access.reveal(), refresh?.reveal(), expires, granted.facts]).toEqual([
    "access",
    "refresh",
    NOW + 4000 + 3_600_000,
    { resourceUrl: "https://api.minimax.io/anthropic" },
  ]);
});

test.each<[string, unknown, number]>([
  ["milliseconds since 1970", NOW + 600_000, 600],
  ["seconds since 1970", NOW / 1000 + 600, 600],
  ["seconds from now", 600, 600],
  ["seconds from now, as text", "600", 600],
  ["a year from now", NOW + 31_536_000_000, 3600],
])("an expiry in %s is understood, for codes and for tokens", async (_, expiry, seconds) => {
  const { shown, granted } = await start([code({ expired_in: expiry }), said({ ...TOKENS, expired_in: expiry })]);
  expect(shown[0]?.expiresAt).toBe(NOW + seconds * 1000);
  const isRelative = Number(expiry) < 1e9;
  const expected = seconds === 3600 ? 31_536_000 : seconds + (isRelative ? 2 : 0);
  expect(granted.type === "oauth" && granted.tokens.expires).toBe(NOW + expected * 1000);
});

test.each([
  ["milliseconds", 3000, 3],
  ["too few of them", 5, 2],
  ["nothing", undefined, 2],
])("an interval in %s", async (_, interval, second) => {
  expect((await start([code({ interval }), said(TOKENS)])).seconds).toEqual([0, second]);
});

const unfinished = (why: string) => `example did not finish the sign-in: ${why}`;

test.each<[string, Answer, string]>([
  ["another sign-in's code", code({ state: "another" }), "it gave no code that can be used"],
  ["a code without expiry", code({ expired_in: undefined }), "it gave no code that can be used"],
  ["no connection", LOST, "the connection was reset"],
])("%s ends the sign-in before anything is shown", async (_, answer, why) => {
  const { error, shown } = await start([answer]);
  expect([error?.code, error?.message, shown]).toEqual(["login_failed", unfinished(why), []]);
});

test.each<[string, Answer, string]>([
  ["an error", said({ status: "error" }), "it does not say why"],
  ["an error with a reason", said({ status: "error", base_resp: { status_msg: "denied" } }), "it says “denied”"],
  ["success without tokens", said({ status: "success" }), "it gave no tokens"],
  ["a 400", said({ base_resp: { status_msg: "no such code" } }, 400), "it answered HTTP 400"],
])("%s ends the sign-in", async (_, answer, why) => {
  const { error } = await start([code(), PENDING, answer]);
  expect([error?.code, error?.message]).toEqual(["login_failed", unfinished(why)]);
});

test("an error that quotes what was sent is told without it", async () => {
  const quoting = said({ status: "error", base_resp: { status_msg: "no code wdjb-mjht" } });
  const { error } = await start([code({ user_code: "WDJB-MJHT" }), quoting]);
  expect(error?.message).toBe(unfinished("it says “no code ***”"));
});

test("tokens that do not say how long they live are taken for an hour", async () => {
  const { granted } = await start([code(), said({ ...TOKENS, expired_in: 0 })]);
  expect(granted.type === "oauth" && granted.tokens.expires).toBe(NOW + 2000 + 3_600_000);
});
