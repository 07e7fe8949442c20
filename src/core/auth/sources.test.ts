import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { SecretInput } from "../../schema/config.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { createProviderTable } from "../models/provider-table.ts";
import { findInEnvironment } from "./environment.ts";
import { WARN_WITHIN_MS } from "./health.ts";
import { type CredentialContext, otherSources, profileSource, type Source } from "./sources.ts";
import type { AuthStore } from "./store.ts";

const ADC = ".config/gcloud/application_default_credentials.json";
const needs = [["PROJECT", "OLD_PROJECT"], ["LOCATION"]];
const rows: Provider[] = [
  { id: "zai", name: "Z.AI", aliases: ["z.ai"], env: ["ZAI_API_KEY"], login: [] },
  { id: "vertex", name: "Vertex", env: ["VERTEX_KEY"], ambient: { file: ADC, label: "gcloud adc", needs }, login: [] },
];

type Given = {
  kind?: AuthStore["kind"];
  variables?: Variables;
  apiKey?: SecretInput;
  files?: readonly string[];
  substituted?: Record<string, string>;
};

function contextOf({ kind = "json", variables = {}, apiKey, files = [], substituted = {} }: Given): CredentialContext {
  const profiles = new Map<string, StoredProfile>([["other:a", { type: "api_key", provider: "other", key: "k" }]]);
  return {
    env: createFakeEnv({ files: Object.fromEntries(files.map((name) => [`~/${name}`, "{}"])) }).env,
    home: HOME,
    variables,
    config: apiKey === undefined ? {} : { models: { providers: { "Z.ai": { apiKey } } } },
    store: { path: "/s", kind, exists: true, profiles, ignored: [], order: {}, usageStats: {} },
    providers: createProviderTable(rows),
    environment: findInEnvironment(rows, variables),
    origins: new Map([["ZAI_API_KEY", "dotenv"]]),
    substituted: new Map(Object.entries(substituted)),
    now: NOW,
    warnWithinMs: WARN_WITHIN_MS,
  };
}

/** A source as text: `name @storage = secret (state: detail)`. */
const outline = ({ name, storage, secret, state, detail }: Source) =>
  `${name} @${storage}${secret === undefined ? "" : ` = ${secret.reveal()}`}${state === "usable" ? "" : ` (${state}: ${detail})`}`;
const others = async (given: Given, provider = "zai") => (await otherSources(provider, contextOf(given))).map(outline);

const keyring = { source: "exec", provider: "keyring", id: "x" };
const vault = { source: "exec", provider: "vault", id: "x" };
const key = { type: "api_key", provider: "zai" } as const;
const oauth = { type: "oauth", provider: "zai", refresh: "r", expires: NOW - 1 } as const;

test.each<[StoredProfile, AuthStore["kind"], string]>([
  [{ ...key, key: "k" }, "json", "p @file = k"],
  [{ ...key, key: "k" }, "sqlite", "p @database = k"],
  [{ ...key, key: "k", keyRef: keyring }, "json", "p @file = k"],
  [{ ...key, key: "", keyRef: keyring }, "json", "p @keyring"],
  [{ ...key, keyRef: vault }, "json", "p @reference"],
  [{ type: "token", provider: "zai", tokenRef: { ...keyring, source: "env" } }, "sqlite", "p @env"],
  [{ type: "token", provider: "zai", token: "t" }, "json", "p @file = t"],
  [{ ...oauth, access: "a" }, "json", "p @file = a"],
  [oauth, "json", "p @file"],
])("the secret of %j in a %s store stands where it says", (profile, kind, text) => {
  const source = profileSource({ profileId: "p", profile, state: "usable", detail: "" }, contextOf({ kind }));
  expect(outline(source)).toBe(text);
});

test("a profile that is not stored has neither health nor secret", () => {
  const candidate = { profileId: "p", profile: undefined, state: "not_stored" as const, detail: "" };
  expect(profileSource(candidate, contextOf({}))).toEqual({
    kind: "profile",
    name: "p",
    storage: "file",
    state: "not_stored",
    detail: "",
    used: false,
    reason: "",
  });
});

test("a profile brings its health along, and no secret slips into JSON", () => {
  const profile = { type: "token", provider: "zai", token: "sk-secret", expires: NOW + 5 } as const;
  const source = profileSource({ profileId: "p", profile, state: "usable", detail: "" }, contextOf({}));
  expect(source.health).toEqual({ status: "expiring", expiresAt: NOW + 5, remainingMs: 5, refreshable: false });
  expect(JSON.stringify(source.secret)).toBe('"***"');
});

const NAME = "models.providers.Z.ai.apiKey";

test.each<[SecretInput, string[]]>([
  ["  ", []],
  ["c", [`${NAME} @config = c`]],
  ["other:a", [`${NAME} @reference (pointer: other:a)`]],
  [{ source: "env", id: "MY_KEY" }, [`${NAME} @env = mine`]],
  [{ source: "env", id: "GONE" }, [`${NAME} @env (unset: GONE)`]],
  [keyring, [`${NAME} @keyring`]],
  [vault, [`${NAME} @reference`]],
  [{ source: "file", id: "/x" }, [`${NAME} @reference`]],
])("the config's apiKey %j is a source of its kind", async (apiKey, sources) => {
  expect(await others({ apiKey, variables: { MY_KEY: "mine" } })).toEqual(sources);
});

test.each([
  ["KEY", "env"],
  ["ZAI_API_KEY", "dotenv"],
])("a key that the variable %s filled in stands where that one does", async (name, storage) => {
  expect(await others({ apiKey: "c", substituted: { [NAME]: `\${${name}}` } })).toEqual([`${NAME} @${storage} = c`]);
});

test("a reference to a variable stands where that one does", async () => {
  const given = { apiKey: { source: "env", id: "ZAI_API_KEY" }, variables: { ZAI_API_KEY: "e" } };
  expect((await others(given)).at(-1)).toBe(`${NAME} @dotenv = e`);
});

test.each<[Variables, string[], string[]]>([
  [{ OLD_PROJECT: "p", LOCATION: "l" }, [ADC], ["gcloud adc @ambient"]],
  [{ PROJECT: "p", LOCATION: "l", VERTEX_KEY: "k" }, [ADC], ["VERTEX_KEY @env = k", "gcloud adc @ambient"]],
  [{ PROJECT: "p", LOCATION: "l" }, [], []],
  [{ PROJECT: "p", LOCATION: " " }, [ADC], []],
])("with %j and the files %j an ambient credential needs both", async (variables, files, sources) => {
  expect(await others({ variables, files }, "vertex")).toEqual(sources);
});

test("what stands elsewhere can be used, and is not in use before it is chosen", async () => {
  const variables = { PROJECT: "p", LOCATION: "l", VERTEX_KEY: "k" };
  const found = [
    ...(await otherSources("vertex", contextOf({ variables, files: [ADC] }))),
    ...(await otherSources("zai", contextOf({ apiKey: "c" }))),
  ];
  expect(found.map(({ kind, state, used }) => [kind, state, used])).toEqual([
    ["env", "usable", false],
    ["ambient", "usable", false],
    ["config", "usable", false],
  ]);
});

test("a variable comes before the config", async () => {
  expect(await others({ variables: { ZAI_API_KEY: " e " }, apiKey: "c" })).toEqual([
    "ZAI_API_KEY @dotenv = e",
    `${NAME} @config = c`,
  ]);
  expect(await others({}, "constructor")).toEqual([]);
});
