import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { AppError } from "../../contracts/error.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import type { Agent } from "../agents.ts";
import { readAuthStore } from "./store.ts";

const dirOf = (id: string) => `/s/agents/${id}/agent`;
const agentOf = (id: string): Agent => ({ id, dir: dirOf(id), mainDir: dirOf("main"), entry: undefined });
const places = { home: HOME, stateDir: "/s", configPath: "/s/openclaw.json" };
const MAIN = `${dirOf("main")}/auth-profiles.json`;
const SUB = `${dirOf("sub")}/auth-profiles.json`;
const OAUTH = "/s/credentials/oauth.json";

const read = (files: NonNullable<World["files"]>, id = "main", variables: Variables = {}) =>
  readAuthStore(createFakeEnv({ files }).env, { places, variables }, agentOf(id));
const profilesOf = async (...given: Parameters<typeof read>) => Object.fromEntries((await read(...given)).profiles);
const json = JSON.stringify;
const key = (text: string, provider = "groq") => ({ type: "api_key", provider, key: text }) as const;

test("an absent store is an empty one, at its place", async () => {
  const empty = { kind: "json", exists: false, profiles: new Map(), ignored: [], order: {}, usageStats: {} } as const;
  expect(await read({})).toEqual({ ...empty, path: MAIN });
  expect(await read({}, "sub")).toEqual({ ...empty, path: SUB });
});

test("a store is read whole, unknown fields of a profile included", async () => {
  const store = {
    version: 1,
    profiles: { "groq:default": { ...key("k"), metadata: { accountId: "1" } } },
    order: { groq: ["groq:default"] },
    lastGood: { groq: "groq:default" },
    usageStats: { "groq:default": { lastUsed: 5, errorCount: 2 } },
  };
  const { profiles, ...rest } = await read({ [MAIN]: json(store) });
  expect(Object.fromEntries(profiles)).toEqual(store.profiles);
  expect(rest).toEqual({
    path: MAIN,
    kind: "json",
    exists: true,
    ignored: [],
    order: store.order,
    usageStats: store.usageStats,
  });
});

test("entries of another type or without a provider are dropped", async () => {
  const profiles = {
    good: key("k"),
    type: { ...key("k"), type: "aws-sdk" },
    untyped: { provider: "groq", key: "k" },
    homeless: { type: "api_key", key: "k" },
    blank: { ...key("k"), provider: "  " },
    nothing: null,
    text: "sk-secret",
  };
  expect(await profilesOf({ [MAIN]: json({ profiles }) })).toEqual({ good: key("k") });
});

test("names of Object's own properties harm nothing", async () => {
  const text =
    '{"profiles": {"__proto__": {"type": "api_key"}, "a": {"type": "api_key", "provider": "__proto__"}}, "order": {"__proto__": ["a"]}}';
  const { profiles, order } = await read({ [MAIN]: text });
  expect([...profiles]).toEqual([["a", { type: "api_key", provider: "__proto__" }]]);
  expect([Object.getPrototypeOf(order), Object.keys(order)]).toEqual([Object.prototype, []]);
});

test("another agent inherits the main agent's store, and its own entries win", async () => {
  const main = {
    profiles: { a: key("main"), b: key("main") },
    order: { groq: ["a"], xai: ["x"] },
    lastGood: { groq: "a" },
    usageStats: { a: { lastUsed: 1, cooldownUntil: 2 } },
  };
  const sub = {
    profiles: { b: key("sub"), c: key("sub") },
    order: { groq: ["b"] },
    lastGood: { xai: "x" },
    usageStats: { a: { lastUsed: 3 } },
  };
  const files = { [MAIN]: json(main), [SUB]: json(sub) };
  const { profiles, ...rest } = await read(files, "sub");
  expect(Object.fromEntries(profiles)).toEqual({ a: key("main"), b: key("sub"), c: key("sub") });
  expect(rest).toEqual({
    path: SUB,
    kind: "json",
    exists: true,
    ignored: [],
    order: { groq: ["b"], xai: ["x"] },
    usageStats: { a: { lastUsed: 3 } },
  });
  expect(await profilesOf(files, "main")).toEqual(main.profiles);
});

test("an agent without a store of its own has the main agent's", async () => {
  expect(await profilesOf({ [MAIN]: json({ profiles: { a: key("main") } }) }, "sub")).toEqual({ a: key("main") });
});

const oauth = { access: "a", refresh: "r", expires: 5 };

test.each<[string, Record<string, string>, Variables, Record<string, StoredProfile>]>([
  ["auth.json", { [`${dirOf("main")}/auth.json`]: json({ groq: key("old") }) }, {}, { "groq:default": key("old") }],
  [
    "auth.json without providers in its entries",
    { [`${dirOf("main")}/auth.json`]: json({ groq: { type: "api_key", key: "old" } }) },
    {},
    { "groq:default": key("old") },
  ],
  [
    "oauth.json",
    { [OAUTH]: json({ anthropic: oauth }) },
    {},
    { "anthropic:default": { type: "oauth", provider: "anthropic", ...oauth } },
  ],
  [
    "oauth.json of OPENCLAW_OAUTH_DIR",
    { [OAUTH]: json({ no: oauth }), [`${HOME}/o/oauth.json`]: json({ anthropic: oauth }) },
    { OPENCLAW_OAUTH_DIR: "~/o" },
    { "anthropic:default": { type: "oauth", provider: "anthropic", ...oauth } },
  ],
  [
    "both",
    { [OAUTH]: json({ xai: oauth }), [`${dirOf("main")}/auth.json`]: json({ groq: key("old") }) },
    {},
    { "xai:default": { type: "oauth", provider: "xai", ...oauth }, "groq:default": key("old") },
  ],
  ["list instead of entries", { [`${dirOf("main")}/auth.json`]: json([key("old")]), [OAUTH]: "null" }, {}, {}],
  ["texts instead of entries", { [OAUTH]: json({ groq: "text", xai: null }) }, {}, {}],
])("the older %s is read where there is no store", async (_, files, variables, profiles) => {
  expect(await profilesOf(files, "main", variables)).toEqual(profiles);
});

test("older files do not count beside a store", async () => {
  const files = {
    [MAIN]: "{}",
    [OAUTH]: json({ xai: oauth }),
    [`${dirOf("main")}/auth.json`]: json({ groq: key("old") }),
  };
  expect(await profilesOf(files)).toEqual({});
});

const SECRET = "sk-ant-api03-secret";
const MEND = "mend it, or move it away and sign in again";

test.each<[string, string | { unreadable: string }, [code: string, message: string, hint: string]]>([
  [
    "unreadable",
    { unreadable: "permission denied" },
    ["store_unreadable", `${MAIN} cannot be read: permission denied`, `check the file: \`ls -ld ${MAIN}\``],
  ],
  [
    "JSON5",
    `{ profiles: "${SECRET}" }`,
    ["store_invalid", `${MAIN} is not valid JSON`, `${MEND}; nothing was changed`],
  ],
  ["empty", "", ["store_invalid", `${MAIN} is not valid JSON`, `${MEND}; nothing was changed`]],
  ["a list", "[]", ["store_invalid", `${MAIN} is no credential store: it has the wrong type`, MEND]],
  ["null", "null", ["store_invalid", `${MAIN} is no credential store: it has the wrong type`, MEND]],
  ["a text", json(SECRET), ["store_invalid", `${MAIN} is no credential store: it has the wrong type`, MEND]],
  [
    "a list of profiles",
    '{"profiles":[]}',
    ["store_invalid", `${MAIN} is no credential store: profiles has the wrong type`, MEND],
  ],
  [
    "an order that is a text",
    json({ order: { groq: SECRET } }),
    ["store_invalid", `${MAIN} is no credential store: order.groq has the wrong type`, MEND],
  ],
  [
    "figures that are a text",
    json({ usageStats: { a: SECRET } }),
    ["store_invalid", `${MAIN} is no credential store: usageStats.a has the wrong type`, MEND],
  ],
])("a store that is %s is an error, also for an agent that inherits it", async (_, content, error) => {
  for (const id of ["main", "sub"]) {
    expect(
      await read({ [MAIN]: content }, id).catch(({ code, message, hint }: AppError) => [code, message, hint]),
    ).toEqual(error);
  }
});
