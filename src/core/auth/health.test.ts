import { expect, test } from "bun:test";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { NOW } from "../../testing/env.ts";
import { type Health, type HealthStatus, hasSecret, healthOf, summarize, WARN_WITHIN_MS } from "./health.ts";

const HOUR = 3_600_000;
const ref = { source: "exec", provider: "keyring", id: "main/x" };
const provider = "anthropic";

const key = (more: object): StoredProfile => ({ type: "api_key", provider, ...more });
const token = (more: object): StoredProfile => ({ type: "token", provider, ...more });
const oauth = (more: object): StoredProfile => ({ type: "oauth", provider, ...more });

test("the warning window is a day", () => {
  expect(WARN_WITHIN_MS).toBe(24 * HOUR);
});

test.each<[StoredProfile, boolean]>([
  [key({ key: "k" }), true],
  [key({ keyRef: ref }), true],
  [key({ key: "", keyRef: ref }), true],
  [key({ key: "  " }), false],
  [key({}), false],
  [key({ token: "t", access: "a" }), false],
  [token({ token: "t" }), true],
  [token({ tokenRef: ref }), true],
  [token({ token: " " }), false],
  [token({ key: "k", keyRef: ref }), false],
  [oauth({ access: "a" }), true],
  [oauth({ refresh: "r" }), true],
  [oauth({ access: "", refresh: " " }), false],
  [oauth({ keyring: { id: "main/x", refreshable: true } }), true],
  [oauth({ key: "k", token: "t" }), false],
])("whether %j holds a secret: %p", (profile, holds) => {
  expect(hasSecret(profile)).toBe(holds);
});

test.each<[string, StoredProfile, HealthStatus]>([
  ["an api key", key({ key: "k" }), "static"],
  ["a referenced api key", key({ keyRef: ref }), "static"],
  ["an empty api key", key({ key: "" }), "missing"],
  ["a token without expiry", token({ token: "t" }), "static"],
  ["a token that expires at 0", token({ token: "t", expires: 0 }), "static"],
  ["a token that expires before 1970", token({ token: "t", expires: -1 }), "static"],
  ["an empty token", token({ token: "", expires: NOW + 48 * HOUR }), "missing"],
])("%s has no date", (_, profile, status) => {
  expect(healthOf(profile, NOW, WARN_WITHIN_MS)).toEqual({ status, refreshable: false });
});

test.each<[string, object, Health]>([
  ["no expiry", {}, { status: "missing", refreshable: false }],
  ["an expiry at 0", { expires: 0 }, { status: "missing", expiresAt: 0, refreshable: false }],
  ["an expiry before 1970", { expires: -5 }, { status: "missing", expiresAt: -5, refreshable: false }],
  ["a refresh token and no expiry", { refresh: "r" }, { status: "missing", refreshable: true }],
])("OAuth with %s is missing", (_, more, health) => {
  expect(healthOf(oauth({ access: "a", ...more }), NOW, WARN_WITHIN_MS)).toEqual(health);
});

test.each<[remainingMs: number, HealthStatus]>([
  [-48 * HOUR, "expired"],
  [-1, "expired"],
  [0, "expired"],
  [1, "expiring"],
  [24 * HOUR, "expiring"],
  [24 * HOUR + 1, "ok"],
])("with %d ms left a token and OAuth are %s, and OAuth with a refresh token is ok", (remainingMs, status) => {
  const expires = NOW + remainingMs;
  const dates = { expiresAt: expires, remainingMs };
  const own = { status, ...dates, refreshable: false };
  expect(healthOf(token({ token: "t", expires }), NOW, WARN_WITHIN_MS)).toEqual(own);
  expect(healthOf(oauth({ access: "a", expires }), NOW, WARN_WITHIN_MS)).toEqual(own);
  expect(healthOf(oauth({ access: "a", refresh: " ", expires }), NOW, WARN_WITHIN_MS)).toEqual(own);
  expect(healthOf(oauth({ access: "a", refresh: "r", expires }), NOW, WARN_WITHIN_MS)).toEqual({
    status: "ok",
    ...dates,
    refreshable: status !== "ok",
  });
});

test.each<[warnWithinMs: number, HealthStatus]>([
  [0, "ok"],
  [HOUR - 1, "ok"],
  [HOUR, "expiring"],
])("a window of %d ms makes an hour left %s", (warnWithinMs, status) => {
  expect(healthOf(token({ token: "t", expires: NOW + HOUR }), NOW, warnWithinMs).status).toBe(status);
});

test.each<[string, HealthStatus]>([
  ["", "missing"],
  ["api_key:static", "static"],
  ["api_key:static api_key:missing", "static"],
  ["oauth:ok", "ok"],
  ["token:static", "ok"],
  ["api_key:static oauth:ok", "ok"],
  ["oauth:ok token:expiring", "expiring"],
  ["oauth:ok token:expiring oauth:expired", "expired"],
  ["oauth:ok oauth:expired", "expired"],
  ["api_key:static token:expired", "expired"],
  ["oauth:ok oauth:missing", "expired"],
])("profiles %p sum up to %s", (text, status) => {
  const profiles = text.split(" ").flatMap((word) => {
    const [type, state] = word.split(":") as [StoredProfile["type"], HealthStatus | undefined];
    return state === undefined ? [] : [{ type, health: { status: state, refreshable: false } }];
  });
  expect(summarize(profiles)).toBe(status);
});
