import { expect, test } from "bun:test";
import { Secret } from "../../contracts/secret.ts";
import { NOW } from "../../testing/env.ts";
import { claimsOf, factsIn, tokensIn } from "./tokens.ts";

const TEN_YEARS = 10 * 365 * 86_400_000;
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;

test.each([
  ["seconds", { access_token: "a", expires_in: 60 }, NOW + 60_000],
  ["seconds as text", { access_token: "a", expires_in: "60" }, NOW + 60_000],
  ["nothing, but the token does", { access_token: jwt({ exp: 1_800_000_000 }) }, 1_800_000_000_000],
  ["more than there is", { access_token: "a", expires_in: 1e300 }, NOW + TEN_YEARS],
  ["more than a number holds", { access_token: "a", expires_in: "1e999" }, NOW + TEN_YEARS],
  ["nothing, but the token claims the same", { access_token: jwt({ exp: 1e300 }) }, NOW + TEN_YEARS],
  ["no number", { access_token: "a", expires_in: "NaN" }, NOW + 3_600_000],
  ["no number either", { access_token: "a", expires_in: [60] }, NOW + 3_600_000],
  ["a part of a millisecond", { access_token: "a", expires_in: 0.0123 }, NOW + 12],
  ["nothing", { access_token: "a" }, NOW + 3_600_000],
  ["nonsense", { access_token: "a", expires_in: "soon" }, NOW + 3_600_000],
  ["a time that is over", { access_token: "a", expires_in: -1 }, NOW + 3_600_000],
])("an answer that says %s of the expiry", (_, body, expires) => {
  expect(tokensIn(body, NOW)?.expires).toBe(expires);
});

test("a renewal without a new refresh token keeps the one before, and a new one takes its place", () => {
  const before = new Secret("before");
  const refreshOf = (body: object) => tokensIn({ access_token: "a", ...body }, NOW, before)?.refresh?.reveal();
  expect([refreshOf({}), refreshOf({ refresh_token: " " }), refreshOf({ refresh_token: "new" })]).toEqual([
    "before",
    "before",
    "new",
  ]);
});

test.each([
  {},
  { access_token: "" },
  { access_token: " " },
  { access_token: "a\u001b[2J" },
  { access_token: "a\nb" },
  { access_token: 1 },
  { refresh_token: "r" },
])("%j holds no tokens", (body) => {
  expect(tokensIn(body, NOW)).toBeUndefined();
});

test.each(["", "a.b", "a.!!!.c", `a.${btoa("null")}.c`, `a.${btoa("{")}.c`])("%p claims nothing", (token) => {
  expect(claimsOf(token)).toEqual({});
});

test("the identity token says who signed in", () => {
  expect(factsIn({ id_token: jwt({ email: "me@example.com" }) })).toEqual({ email: "me@example.com" });
  expect(factsIn({ id_token: jwt({ email: 1 }) })).toEqual({});
  expect(factsIn({})).toEqual({});
});
