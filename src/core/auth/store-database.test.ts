import { expect, test } from "bun:test";
import type { Databases } from "../../contracts/env.ts";
import type { AppError } from "../../contracts/error.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import type { Agent } from "../agents.ts";
import { readAuthStore } from "./store.ts";
import { readDatabaseStores } from "./store-database.ts";

const dirOf = (id: string) => `/s/agents/${id}/agent`;
const agent: Agent = { id: "sub", dir: dirOf("sub"), mainDir: dirOf("main"), entry: undefined };
const places = { home: HOME, stateDir: "/s", configPath: "/s/openclaw.json" };
const SHARED = "/s/state/openclaw.sqlite";
const MAIN = `${dirOf("main")}/openclaw-agent.sqlite`;
const SUB = `${dirOf("sub")}/openclaw-agent.sqlite`;

const json = JSON.stringify;
const key = (text: string) => ({ type: "api_key", provider: "groq", key: text }) as const;
const shared = (store: object, state: object = {}) => ({
  "authProfiles.store": json(store),
  "authProfiles.state": json(state),
});
const own = (store: object, state: object = {}) => ({
  auth_profile_store: json(store),
  auth_profile_state: json(state),
});
const readStore = (world: World) => readAuthStore(createFakeEnv(world).env, { places, variables: {} }, agent);

test("without a database there is nothing", async () => {
  expect(await readDatabaseStores(createFakeEnv({}).env, places, agent, false)).toBeUndefined();
});

test("the shared store, the main agent's and the agent's own are read in this order", async () => {
  const databases = {
    [SUB]: own({ profiles: { c: key("sub") } }),
    [SHARED]: shared({ profiles: { a: key("shared") } }, { order: { groq: ["a"] } }),
    [MAIN]: own({ profiles: { b: key("main") } }, { lastGood: { groq: "b" } }),
  };
  expect(await readDatabaseStores(createFakeEnv({ databases }).env, places, agent, false)).toEqual({
    path: SUB,
    parts: [
      { path: SHARED, value: { order: { groq: ["a"] } } },
      { path: SHARED, value: { profiles: { a: key("shared") } } },
      { path: MAIN, value: { lastGood: { groq: "b" } } },
      { path: MAIN, value: { profiles: { b: key("main") } } },
      { path: SUB, value: {} },
      { path: SUB, value: { profiles: { c: key("sub") } } },
    ],
  });
});

test.each([
  [[SHARED], SHARED],
  [[SHARED, MAIN], MAIN],
  [[MAIN], MAIN],
  [[MAIN, SUB], SUB],
])("of the databases %j the nearest to the agent is its store: %s", async (present, path) => {
  const databases = Object.fromEntries(present.map((name) => [name, { ...shared({}), ...own({}) }]));
  expect((await readDatabaseStores(createFakeEnv({ databases }).env, places, agent, false))?.path).toBe(path);
});

test("the main agent's database is read once for the main agent", async () => {
  const main = { ...agent, id: "main", dir: agent.mainDir };
  const databases = { [MAIN]: own({ profiles: { a: key("main") } }) };
  expect(await readDatabaseStores(createFakeEnv({ databases }).env, places, main, false)).toEqual({
    path: MAIN,
    parts: [
      { path: MAIN, value: {} },
      { path: MAIN, value: { profiles: { a: key("main") } } },
    ],
  });
});

test("a database wins over every JSON file, and the nearer one over the shared one", async () => {
  const files = {
    [`${dirOf("main")}/auth-profiles.json`]: json({ profiles: { json: key("json") } }),
    [`${dirOf("sub")}/auth-profiles.json`]: "{ broken",
    "/s/credentials/oauth.json": json({ xai: { access: "a", refresh: "r", expires: 5 } }),
  };
  const databases = {
    [SHARED]: shared({ profiles: { a: key("shared"), b: key("shared") } }, { order: { groq: ["a"] } }),
    [SUB]: own({ profiles: { b: key("sub") } }, { usageStats: { b: { lastUsed: 1 } } }),
  };
  const { profiles, ...rest } = await readStore({ files, databases });
  expect(Object.fromEntries(profiles)).toEqual({ a: key("shared"), b: key("sub") });
  expect(rest).toEqual({
    path: SUB,
    kind: "sqlite",
    exists: true,
    ignored: [],
    order: { groq: ["a"] },
    usageStats: { b: { lastUsed: 1 } },
  });
});

test.each<[string, Record<string, string>, string, string]>([
  [
    "is no JSON",
    { auth_profile_store: "{ broken" },
    "store_unreadable",
    `${MAIN} cannot be read: its credential row is not JSON`,
  ],
  ["is a list", { auth_profile_store: "[]" }, "store_invalid", `${MAIN} is no credential store: it has the wrong type`],
  [
    "has a text for an order",
    { auth_profile_state: '{"order":{"groq":"sk-ant-api03-secret"}}' },
    "store_invalid",
    `${MAIN} is no credential store: order.groq has the wrong type`,
  ],
])("a credential row that %s is an error", async (_, rows, code, message) => {
  const error = await readStore({ databases: { [MAIN]: rows } }).catch((thrown: AppError) => [
    thrown.code,
    thrown.message,
  ]);
  expect(error).toEqual([code, message]);
});

const JSON_STORE = `${dirOf("main")}/auth-profiles.json`;
const profiles = { a: key("database") };

test.each<[string, World["databases"], string | undefined, "json" | "sqlite"]>([
  ["no tables and no JSON store", { [SHARED]: {} }, undefined, "json"],
  ["no tables beside a JSON store", { [SHARED]: {}, [MAIN]: {} }, "{}", "json"],
  ["no profiles and no JSON store", { [SHARED]: shared({}) }, undefined, "sqlite"],
  ["no profiles beside a JSON store", { [SHARED]: shared({}), [MAIN]: own({}) }, "{}", "json"],
  ["only a state beside a JSON store", { [MAIN]: { auth_profile_state: "{}" } }, "{}", "json"],
  ["null for profiles beside a JSON store", { [MAIN]: own({ profiles: null }) }, "{}", "json"],
  ["profiles beside a JSON store", { [MAIN]: own({ profiles }) }, "{}", "sqlite"],
  ["profiles beside a broken JSON store", { [SHARED]: shared({ profiles }), [MAIN]: {} }, "{ broken", "sqlite"],
])("with %s in the database, the store is known", async (_, databases = {}, text, kind) => {
  const files = text === undefined ? {} : { [JSON_STORE]: text };
  expect((await readStore({ files, databases })).kind).toBe(kind);
});

test("a credential row that is no store is an error beside a JSON store too", async () => {
  const reading = readStore({ files: { [JSON_STORE]: "{}" }, databases: { [MAIN]: { auth_profile_store: "[]" } } });
  expect(await reading.catch(({ code }: AppError) => code)).toBe("store_invalid");
});

test("a database without OpenClaw's tables is not the nearest", async () => {
  const databases = { [SHARED]: shared({ profiles }), [MAIN]: own({}), [SUB]: {} };
  expect(await readDatabaseStores(createFakeEnv({ databases }).env, places, agent, true)).toEqual({
    path: MAIN,
    parts: [
      { path: SHARED, value: {} },
      { path: SHARED, value: { profiles } },
      { path: MAIN, value: {} },
      { path: MAIN, value: {} },
    ],
  });
});

test("a locked database is an error, not an empty store", async () => {
  const locked: Databases = { readText: async () => ({ kind: "unreadable", reason: "it is locked" }) };
  const env = { ...createFakeEnv({ databases: { [MAIN]: {} } }).env, databases: locked };
  const error = await readDatabaseStores(env, places, agent, false).catch(({ code, message, hint }: AppError) => [
    code,
    message,
    hint,
  ]);
  expect(error).toEqual([
    "store_unreadable",
    `${MAIN} cannot be read: it is locked`,
    "close the other program that uses it, or run `openclaw doctor`",
  ]);
});
