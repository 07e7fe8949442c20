import { expect, test } from "bun:test";
import { headersIn, rateLimitOf } from "../probe/rate-limit.ts";
import type { Result } from "../probe/context.ts";
import { resetOf, stopOf } from "./limit.ts";

const NOW = 1_770_724_800_000;
const result = (more: Partial<Result>) => ({ reason: "rate_limit", message: "", ...more }) as Result;
const daily = "Rate limit exceeded: free-models-per-day. Add 10 credits";

test.each([
  ["the limit of a day", { message: daily, rateLimit: { "x-ratelimit-reset": "1770768000000" } }, 1_770_768_000_000],
  ["a reset in seconds", { message: daily, rateLimit: { "x-ratelimit-reset": "1770768000" } }, 1_770_768_000_000],
  ["a limit that does not say when it ends", { message: daily }, null],
])("%s ends the scan", (_, more, resetsAt) => {
  expect(stopOf(result(more), NOW)).toEqual({ reason: "free-models-per-day", message: daily, resetsAt });
});

test.each(["auth", "billing", "unresolved"] as const)(
  "%s stands against the account, so it ends the scan",
  (reason) => {
    expect(stopOf(result({ reason, message: "no" }), NOW)).toEqual({ reason, message: "no", resetsAt: null });
  },
);

test.each([
  ["the limit of one model's host", { message: "Provider returned error" }],
  ["a model that is gone", { reason: "model_not_found" }],
  ["a sentence alone", { reason: "format", message: daily }],
  ["a data policy, which hits single models", { reason: "policy" }],
  ["a success", { reason: "ok" }],
] as [string, Partial<Result>][])("%s does not", (_, more) => {
  expect(stopOf(result(more), NOW)).toBeUndefined();
});

test("a limit may be told in seconds from now, and nonsense tells nothing", () => {
  expect(resetOf({ "retry-after": "30" }, NOW)).toBe(NOW + 30_000);
  expect([resetOf({}, NOW), resetOf({ "x-ratelimit-reset": "soon" }, NOW)]).toEqual([null, null]);
});

test("OpenRouter's limits stand in the body of its error; nothing else there is a header", () => {
  const headers = { "X-RateLimit-Reset": "1770768000000", "Set-Cookie": "secret", Limit: 5 };
  expect(rateLimitOf(headersIn({ error: { metadata: { headers } } }))).toEqual({
    "x-ratelimit-reset": "1770768000000",
  });
  expect([undefined, null, 5, { error: null }, { error: { metadata: 5 } }].map(headersIn)).toEqual([
    {},
    {},
    {},
    {},
    {},
  ]);
});
