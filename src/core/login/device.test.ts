import { expect, test } from "bun:test";
import type { HttpResult } from "../../contracts/http.ts";
import { NOW } from "../../testing/env.ts";
import { CODE, OAUTH, PAGE, PENDING, refusal, said, signIn, TOKENS } from "../../testing/sign-in.ts";

test("a code is asked for, shown, and asked about until it is confirmed", async () => {
  const { granted, requests, seconds, shown, left } = await signIn([said(CODE), PENDING, PENDING, said(TOKENS)]);
  expect(shown).toEqual([{ userCode: "WDJB-MJHT", page: PAGE, expiresAt: NOW + 900_000 }]);
  expect(requests.map(({ url, method, body }) => ({ url, method, body }))).toEqual([
    { url: "https://auth.example/code", method: "POST", body: "client_id=program&scope=models" },
    ...Array.from({ length: 3 }, () => ({
      url: "https://auth.example/token",
      method: "POST" as const,
      body: "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=program&device_code=d-1",
    })),
  ]);
  expect(seconds).toEqual([0, 5, 10, 15]);
  expect(left).toEqual(Array.from({ length: 15 }, (_, second) => 900_000 - second * 1000));
  if (granted.type !== "oauth") throw new Error("no tokens");
  const { access, refresh, expires } = granted.tokens;
  expect([access.reveal(), refresh?.reveal(), expires, granted.facts]).toEqual(["access", "refresh", NOW + 75_000, {}]);
});

test("the page with the code in it is shown too", async () => {
  const { shown } = await signIn([said({ ...CODE, verification_uri_complete: `${PAGE}?c=1` }), said(TOKENS)]);
  expect(shown[0]).toEqual({
    userCode: "WDJB-MJHT",
    page: PAGE,
    completePage: `${PAGE}?c=1`,
    expiresAt: NOW + 900_000,
  });
});

test.each<[string, unknown, number]>([
  ["a number", 7, 7],
  ["text", "7", 7],
  ["a fraction", 0.2, 1],
  ["nothing", undefined, 5],
  ["0", 0, 5],
  ["a negative number", -3, 5],
  ["no number", "soon", 5],
  ["null", null, 5],
  ["a day", 86_400, 60],
])("an interval that is %s", async (_, interval, expected) => {
  const { seconds } = await signIn([said({ ...CODE, interval }), said(TOKENS)]);
  expect(seconds).toEqual([0, expected]);
});

test.each<[string, unknown, number]>([
  ["a number", 60, 60],
  ["text", "60", 60],
  ["nothing", undefined, 900],
  ["0", 0, 900],
  ["a negative number", -1, 900],
  ["a year", 31_536_000, 3600],
])("a life of the code that is %s", async (_, life, expected) => {
  const { shown, error, seconds } = await signIn([said({ ...CODE, expires_in: life }), PENDING]);
  expect([(shown[0]?.expiresAt ?? 0) - NOW, error?.code]).toEqual([expected * 1000, "login_expired"]);
  expect(seconds.at(-1)).toBe(expected - 5);
});

test.each<[string, readonly HttpResult[], readonly number[]]>([
  ["five seconds more", [refusal("slow_down"), PENDING], [0, 5, 15, 25]],
  ["what the provider says, if that is more", [refusal("slow_down", { interval: 30 })], [0, 5, 35]],
  ["five seconds more, if the provider says less", [refusal("slow_down", { interval: 1 })], [0, 5, 15]],
  ["at most a minute", [refusal("slow_down", { interval: 1e9 })], [0, 5, 65]],
  ["a 429 means it too", [said("busy", 429)], [0, 5, 15]],
  ["with any word in it", [said({ error: { type: "rate_limit_error" } }, 429)], [0, 5, 15]],
])("slower by %s", async (_, answers, expected) => {
  const { seconds, granted } = await signIn([said(CODE), ...answers, said(TOKENS)]);
  expect([seconds, granted.type]).toEqual([[...expected], "oauth"]);
});

test("where a provider does not say, the page of its data is shown", async () => {
  const oauth = { ...OAUTH, device: { authorize: "https://auth.example/code", page: "https://auth.example/known" } };
  const { shown } = await signIn([said({ ...CODE, verification_uri: undefined }), said(TOKENS)], { oauth });
  expect(shown[0]?.page).toBe("https://auth.example/known");
});

test("a verifier that nobody else knows goes along where the provider wants one", async () => {
  const oauth = { ...OAUTH, device: { authorize: "https://auth.example/code", usesPkce: true as const } };
  const { requests } = await signIn([said(CODE), said(TOKENS)], { oauth });
  const [asked, polled] = requests.map(({ body }) => new URLSearchParams(body));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(polled?.get("code_verifier") ?? ""));
  expect(asked?.get("code_challenge")).toBe(
    new Uint8Array(digest).toBase64({ alphabet: "base64url", omitPadding: true }),
  );
  expect(asked?.get("code_challenge_method")).toBe("S256");
});

test("a program of the user's own that is not named is asked for before anything else", async () => {
  const { error, requests } = await signIn([said(CODE)], { oauth: { ...OAUTH, clientId: ["MY_ID"] } });
  expect([error?.code, requests]).toEqual(["usage", []]);
});
