import { expect, test } from "bun:test";
import type { UsageStats } from "../../schema/auth-store.ts";
import { NOW } from "../../testing/env.ts";
import { type Cooldown, cooldownOf, cooldownsOf } from "./cooldown.ts";
import type { AuthStore } from "./store.ts";

const storeOf = (usageStats: Record<string, UsageStats>): AuthStore => ({
  path: "/s",
  kind: "json",
  exists: true,
  profiles: new Map(),
  ignored: [],
  order: {},
  usageStats,
});

test.each<[string, UsageStats, Omit<Cooldown, "profileId"> | undefined]>([
  ["no pause", { lastUsed: NOW }, undefined],
  ["a pause that is over", { cooldownUntil: NOW - 1 }, undefined],
  ["a pause that ends now", { cooldownUntil: NOW }, undefined],
  ["a pause", { cooldownUntil: NOW + 5 }, { kind: "cooldown", until: NOW + 5, remainingMs: 5 }],
  [
    "a closed account",
    { disabledUntil: NOW + 9, disabledReason: "billing" },
    { kind: "disabled", reason: "billing", until: NOW + 9, remainingMs: 9 },
  ],
  [
    "both, the longer one counts",
    { cooldownUntil: NOW + 20, disabledUntil: NOW + 9 },
    { kind: "disabled", until: NOW + 20, remainingMs: 20 },
  ],
  [
    "a pause after a closed account",
    { cooldownUntil: NOW + 20, disabledUntil: NOW - 9 },
    { kind: "cooldown", until: NOW + 20, remainingMs: 20 },
  ],
  [
    "a closed account until now",
    { cooldownUntil: NOW + 20, disabledUntil: NOW },
    { kind: "cooldown", until: NOW + 20, remainingMs: 20 },
  ],
  ["an endless pause", { cooldownUntil: Number.POSITIVE_INFINITY }, undefined],
])("a profile with %s", (_, stats, pause) => {
  expect(cooldownOf("p", storeOf({ p: stats }), NOW)).toEqual(pause && { profileId: "p", ...pause });
});

test.each(["other", "constructor", "__proto__", "toString"])("a profile %s without figures has no pause", (id) => {
  expect(cooldownOf(id, storeOf({ p: { cooldownUntil: NOW + 5 } }), NOW)).toBeUndefined();
});

test("pauses are listed with the soonest over first", () => {
  const store = storeOf({
    late: { cooldownUntil: NOW + 30 },
    over: { cooldownUntil: NOW - 30 },
    soon: { disabledUntil: NOW + 10 },
  });
  expect(cooldownsOf(store, NOW).map(({ profileId, remainingMs }) => [profileId, remainingMs])).toEqual([
    ["soon", 10],
    ["late", 30],
  ]);
});
