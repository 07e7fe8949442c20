import { expect, test } from "bun:test";
import type { AppError, ErrorCode } from "../../contracts/error.ts";
import type { HttpResult } from "../../contracts/http.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { CODE, LOST, OAUTH, PENDING, refusal, said, signIn, TOKENS } from "../../testing/sign-in.ts";
import { signInByDevice } from "./device.ts";

const hint = "try again: `openclaw models auth login --provider example`";
const unfinished = (why: string) => `example did not finish the sign-in: ${why}`;

const DENIED = "the sign-in to example was denied";
const LATE = "the code of example was not confirmed in time";

test.each<[string, HttpResult, ErrorCode, string]>([
  ["access_denied", refusal("access_denied"), "login_denied", DENIED],
  ["authorization_denied", refusal("authorization_denied"), "login_denied", DENIED],
  ["access_denied in a 200", said({ error: "access_denied" }), "login_denied", DENIED],
  ["expired_token", refusal("expired_token"), "login_expired", LATE],
  ["another word", refusal("invalid_client"), "login_failed", unfinished("it says “invalid_client”")],
  [
    "a sentence",
    refusal("x", { error_description: "gone,\u001b[2J\nfor good" }),
    "login_failed",
    unfinished("it says “gone, for good”"),
  ],
  ["no tokens", said({}), "login_failed", unfinished("it gave no tokens")],
  ["a 404", said("<html>", 404), "login_failed", unfinished("it did not answer as documented (HTTP 404)")],
])("a poll that is answered with %s ends the sign-in at once", async (_, answer, code, message) => {
  const { error, requests } = await signIn([said(CODE), answer]);
  expect([error, requests.length]).toEqual([{ code, message, hint }, 2]);
});

test("what was sent is told by nobody, and a code that is too short to be one takes nothing from a word", async () => {
  const quoting = refusal("x", { error_description: "no device d-123456" });
  const { error } = await signIn([said({ ...CODE, device_code: "d-123456" }), quoting]);
  expect(error?.message).toBe(unfinished("it says “no device ***”"));
  const short = await signIn([said({ ...CODE, device_code: "d" }), refusal("access_denied")]);
  expect(short.error?.code).toBe("login_denied");
});

test.each<[string, HttpResult, string]>([
  ["no connection", LOST, "the connection was reset"],
  ["no answer in time", { kind: "timeout", detail: "no answer within 30000 ms" }, "no answer within 30000 ms"],
  ["a 503", said({}, 503), "it answered HTTP 503"],
  ["a page of a proxy", said("<html>"), "it did not answer as documented (HTTP 200)"],
])("%s is waited through, longer each time, and ends the sign-in the fourth time", async (_, trouble, why) => {
  const { error, seconds } = await signIn([said(CODE), trouble]);
  expect(error).toEqual({ code: "login_failed", message: unfinished(why), hint });
  expect(seconds).toEqual([0, 5, 15, 35, 75]);
});

test("a trouble that is over is forgotten", async () => {
  const answers = [LOST, LOST, LOST, PENDING, LOST, LOST, LOST];
  const { granted, seconds, troubles } = await signIn([said(CODE), ...answers, said(TOKENS)]);
  expect([granted.type, seconds]).toEqual(["oauth", [0, 5, 15, 35, 75, 80, 90, 110, 150]]);
  expect(troubles).toEqual([undefined, "the connection was reset"]);
});

test.each<[string, HttpResult, string]>([
  ["no connection", LOST, "the connection was reset"],
  ["a refusal", refusal("unauthorized_client"), "it says “unauthorized_client”"],
  ["no code", said({}), "it gave no code that can be used"],
  ["a code that cannot be typed", said({ ...CODE, user_code: "\u001b[2J" }), "it gave no code that can be used"],
  ["a code without end", said({ ...CODE, user_code: "A".repeat(65) }), "it gave no code that can be used"],
  ["a page that is a file", said({ ...CODE, verification_uri: "file:///etc" }), "it gave no code that can be used"],
  ["a page in clear", said({ ...CODE, verification_uri: "http://x.example" }), "it gave no code that can be used"],
  ["no page", said({ ...CODE, verification_uri: undefined }), "it gave no code that can be used"],
])("%s instead of a code ends the sign-in, and nothing is shown", async (_, answer, why) => {
  const { error, shown, requests } = await signIn([answer]);
  expect(error).toEqual({ code: "login_failed", message: unfinished(why), hint });
  expect([shown, requests.length]).toEqual([[], 1]);
});

test("a page with the code in it that is no page of the web is left out", async () => {
  const { shown } = await signIn([said({ ...CODE, verification_uri_complete: "javascript:alert(1)" }), said(TOKENS)]);
  expect(shown[0]?.completePage).toBeUndefined();
});

const cancelled: { code: ErrorCode; message: string; hint: string } = {
  code: "cancelled",
  message: "cancelled",
  hint: "nothing was changed",
};

test("Control-C ends it while a code is asked for, while it is waited for, and while tokens are", async () => {
  const ends = await Promise.all(
    [["abort"], [said(CODE), "abort"], [said(CODE), PENDING, "abort"]].map((answers) =>
      signIn(answers as HttpResult[]),
    ),
  );
  expect(ends.map(({ error }) => error)).toEqual([cancelled, cancelled, cancelled]);
});

test("Control-C between two questions ends it without another", async () => {
  const stop = new AbortController();
  let questions = 0;
  const { env } = createFakeEnv({
    async http() {
      questions += 1;
      return said(CODE);
    },
  });
  const ended = signInByDevice(env, {
    oauth: OAUTH,
    sought: { provider: "example", options: {} },
    variables: {},
    dialects: {},
    signal: stop.signal,
    show: async () => {},
    waiting: () => stop.abort(),
  });
  expect([await ended.catch((error: AppError) => error.code), questions]).toEqual(["cancelled", 1]);
});
