import { expect, test } from "bun:test";
import type { StoredProfile, UsageStats } from "../../schema/auth-store.ts";
import type { Config } from "../../schema/config.ts";
import { NOW } from "../../testing/env.ts";
import { createProviderTable } from "../models/provider-table.ts";
import { profileOrder } from "./order.ts";

type Auth = NonNullable<Config["auth"]>;
type Given = {
  profiles: Record<string, StoredProfile>;
  order?: Record<string, string[]>;
  usageStats?: Record<string, UsageStats>;
  auth?: Auth;
};

const providers = createProviderTable([{ id: "zai", name: "Z.AI", aliases: ["z.ai"], env: [], login: [] }]);

/** The order as text: who decides, `id` or `id (state: detail)` one after the other, and what is left out. */
function outline({ profiles, order = {}, usageStats = {}, auth }: Given) {
  const store = {
    path: "/s",
    kind: "json" as const,
    exists: true,
    profiles: new Map(Object.entries(profiles)),
    ignored: [],
    order,
    usageStats,
  };
  const config = auth === undefined ? {} : { auth };
  const result = profileOrder("zai", { store, config, providers, variables: { SET: "v", BLANK: " " }, now: NOW });
  const candidates = result.candidates.map(({ profileId, state, detail }) =>
    state === "usable" ? profileId : `${profileId} (${state}${detail && `: ${detail}`})`,
  );
  return { decidedBy: result.decidedBy, candidates, leftOut: result.leftOut };
}

const key = (more: object = {}): StoredProfile => ({ type: "api_key", provider: "zai", key: "k", ...more });
const token = (more: object = {}): StoredProfile => ({ type: "token", provider: "zai", token: "t", ...more });
const oauth = (more: object = {}): StoredProfile => ({ type: "oauth", provider: "zai", access: "a", ...more });
const abc = { a: key(), b: key(), c: key() };

test.each<[string, Omit<Given, "profiles">, ReturnType<typeof outline>]>([
  ["nothing written down", {}, { decidedBy: "stored profiles", candidates: ["a", "b", "c"], leftOut: [] }],
  [
    "configured profiles",
    { auth: { profiles: { c: { provider: "zai" }, a: { provider: "Z.AI" }, x: { provider: "other" } } } },
    { decidedBy: "configured profiles", candidates: ["c", "a"], leftOut: ["b"] },
  ],
  [
    "an order in the config and configured profiles",
    { auth: { order: { "z.ai": ["b"] }, profiles: { c: { provider: "zai" } } } },
    { decidedBy: "config order", candidates: ["b"], leftOut: ["a", "c"] },
  ],
  [
    "an order in the store and in the config",
    { order: { ZAI: ["c", "b", "c"] }, auth: { order: { zai: ["a"] } } },
    { decidedBy: "store order", candidates: ["c", "b"], leftOut: ["a"] },
  ],
  [
    "an empty order in the store",
    { order: { zai: [] } },
    { decidedBy: "store order", candidates: [], leftOut: ["a", "b", "c"] },
  ],
  [
    "orders of other providers",
    { order: { other: ["c"] } },
    { decidedBy: "stored profiles", candidates: ["a", "b", "c"], leftOut: [] },
  ],
])("with %s it is clear who decides", (_, given, expected) => {
  expect(outline({ profiles: abc, ...given })).toEqual(expected);
});

test("profiles of other providers do not count, however they are spelled", () => {
  const profiles = { a: key({ provider: "other" }), b: key({ provider: "Z.ai" }) };
  expect(outline({ profiles }).candidates).toEqual(["b"]);
});

test("without a written order OAuth comes first, then tokens, then keys, the least used first", () => {
  const profiles = { k1: key(), k2: key(), t: token(), o1: oauth(), o2: oauth() };
  const usageStats = { k1: { lastUsed: 9 }, o1: { lastUsed: 5 }, o2: { lastUsed: 4 }, t: { lastUsed: 99 } };
  expect(outline({ profiles, usageStats }).candidates).toEqual(["o2", "o1", "t", "k2", "k1"]);
});

test("a written order is kept, whatever the kinds and their use", () => {
  const profiles = { k: key(), o: oauth(), t: token() };
  const given = { profiles, order: { zai: ["k", "o", "t"] }, usageStats: { k: { lastUsed: 9 } } };
  expect(outline(given).candidates).toEqual(["k", "o", "t"]);
});

const paused = {
  a: { cooldownUntil: NOW + 20 },
  b: { disabledUntil: NOW + 10 },
  c: { cooldownUntil: NOW - 1, lastUsed: 7 },
};

test.each([
  ["a written order", { zai: ["a", "b", "c"] }],
  ["no written order", {}],
])("with %s those set aside come last, the soonest back first", (_, order) => {
  const { candidates } = outline({ profiles: abc, usageStats: paused, order });
  expect(candidates).toEqual(["c", "b (paused)", "a (paused)"]);
});

test("a key comes before OAuth that is set aside", () => {
  const given = { profiles: { o: oauth(), k: key() }, usageStats: { o: { cooldownUntil: NOW + 1 } } };
  expect(outline(given).candidates).toEqual(["k", "o (paused)"]);
});

test.each<[string, StoredProfile, string]>([
  ["another provider's profile", key({ provider: "other" }), "other_provider: other"],
  ["an empty key", key({ key: " " }), "empty"],
  ["an empty token", token({ token: "" }), "empty"],
  ["OAuth with nothing", oauth({ access: "" }), "empty"],
  ["an expired token", token({ expires: NOW }), "expired"],
  [
    "a key in a variable that is not set",
    key({ key: undefined, keyRef: { source: "env", id: "GONE" } }),
    "unset: GONE",
  ],
  ["a token in a blank variable", token({ token: "", tokenRef: { source: "env", id: "BLANK" } }), "unset: BLANK"],
])("%s that is declared comes last and cannot be used", (_, profile, reason) => {
  const given = { profiles: { bad: profile, good: key() }, order: { zai: ["bad", "good"] } };
  expect(outline(given).candidates).toEqual(["good", `bad (${reason})`]);
});

test.each<[string, StoredProfile]>([
  ["a token that lasts", token({ expires: NOW + 1 })],
  ["a key beside a variable that is not set", key({ keyRef: { source: "env", id: "GONE" } })],
  ["a key in a variable", key({ key: undefined, keyRef: { source: "env", id: "SET" } })],
  ["a key behind a reference", key({ key: undefined, keyRef: { source: "exec", id: "x" } })],
  ["expired OAuth with a refresh token", oauth({ expires: NOW - 1, refresh: "r" })],
  ["OAuth with a refresh token alone", oauth({ access: undefined, expires: NOW - 1, refresh: "r" })],
  ["OAuth without a date", oauth()],
])("%s can be used", (_, profile) => {
  expect(outline({ profiles: { p: profile } }).candidates).toEqual(["p"]);
});

test.each(["gone", "constructor", "__proto__"])("a declared profile %s that is not stored cannot be used", (id) => {
  expect(outline({ profiles: {}, order: { zai: [id] } }).candidates).toEqual([`${id} (not_stored)`]);
});

test.each<[string, StoredProfile, string | undefined]>([
  ["api_key", key(), undefined],
  ["token", token(), undefined],
  ["oauth", oauth(), undefined],
  ["oauth", token(), undefined],
  ["token", oauth(), "token, but stored is oauth"],
  ["api_key", token(), "api_key, but stored is token"],
  ["oauth", key(), "oauth, but stored is api_key"],
])("a profile declared as %s fits %j unless %p", (mode, profile, reason) => {
  const given = { profiles: { p: profile }, auth: { profiles: { p: { provider: "zai", mode } } } };
  expect(outline(given).candidates).toEqual([reason === undefined ? "p" : `p (other_mode: ${reason})`]);
});
