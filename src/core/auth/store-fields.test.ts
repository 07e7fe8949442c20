import { expect, test } from "bun:test";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv } from "../../testing/env.ts";
import type { Agent } from "../agents.ts";
import { readAuthStore } from "./store.ts";

const agent: Agent = { id: "main", dir: "/s/a", mainDir: "/s/a", entry: undefined };
const places = { home: HOME, stateDir: "/s", configPath: "/s/openclaw.json" };
const PATH = "/s/a/auth-profiles.json";
const read = (store: unknown) =>
  readAuthStore(createFakeEnv({ files: { [PATH]: JSON.stringify(store) } }).env, { places, variables: {} }, agent);

const apiKey = { type: "api_key", provider: "groq" };
const token = { type: "token", provider: "groq" };
const oauth = { type: "oauth", provider: "groq" };

test.each<[object, object]>([
  [
    { ...apiKey, key: "k", email: null },
    { ...apiKey, key: "k" },
  ],
  [
    { ...apiKey, key: "k", keyRef: null },
    { ...apiKey, key: "k" },
  ],
  [
    { ...apiKey, key: "k", keyRef: { source: "env" } },
    { ...apiKey, key: "k" },
  ],
  [{ ...apiKey, key: 5 }, apiKey],
  [
    { ...token, token: "t", expires: "2027" },
    { ...token, token: "t" },
  ],
  [{ ...token, token: null, tokenRef: "ref", expires: null }, token],
  [
    { ...oauth, access: "a", refresh: null, expires: null },
    { ...oauth, access: "a" },
  ],
  [
    { ...oauth, access: [], refresh: "r", expires: 5, other: null },
    { ...oauth, refresh: "r", expires: 5, other: null },
  ],
])("of the profile %j every field of the right type is kept: %j", async (stored, kept) => {
  expect(Object.fromEntries((await read({ profiles: { a: stored } })).profiles)).toEqual({ a: kept as StoredProfile });
});

test("figures of the wrong type count as missing", async () => {
  const usageStats = { a: { lastUsed: "today", cooldownUntil: 5, disabledUntil: null, disabledReason: 7 }, b: {} };
  expect((await read({ usageStats })).usageStats).toEqual({ a: { cooldownUntil: 5 }, b: {} });
});

test("null for a part of the store is as good as none", async () => {
  expect(await read({ profiles: null, order: null, lastGood: null, usageStats: null })).toEqual({
    path: PATH,
    kind: "json",
    exists: true,
    profiles: new Map(),
    ignored: [],
    order: {},
    usageStats: {},
  });
});
