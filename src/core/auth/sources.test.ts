import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { SecretInput } from "../../schema/config.ts";
import { createFakeEnv, HOME, NOW } from "../../testing/env.ts";
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

type Given = { kind?: AuthStore["kind"]; variables?: Variables; apiKey?: SecretInput; files?: readonly string[] };

function contextOf({ kind = "json", variables = {}, apiKey, files = [] }: Given): CredentialContext {
  const profiles = new Map<string, StoredProfile>([["other:a", { type: "api_key", provider: "other", key: "k" }]]);
  return {
    env: createFakeEnv({ files: Object.fromEntries(files.map((name) => [`~/${name}`, "{}"])) }).env,
    home: HOME,
    variables,
    config: apiKey === undefined ? {} : { models: { providers: { "Z.ai": { apiKey } } } },
    store: { path: "/s", kind, profiles, order: {}, lastGood: {}, usageStats: {} },
    providers: createProviderTable(rows),
    environment: findInEnvironment(rows, variables),
    now: NOW,
    warnWithinMs: WARN_WITHIN_MS,
  };
}

/** A source as text: `name @storage = secret: reason`. */
const outline = ({ name, storage, secret, reason }: Source) =>
  `${name} @${storage}${secret === undefined ? "" : ` = ${secret.reveal()}`}${reason === "" ? "" : `: ${reason}`}`;
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
  [{ type: "token", provider: "zai", tokenRef: { ...keyring, source: "env" } }, "sqlite", "p @reference"],
  [{ type: "token", provider: "zai", token: "t" }, "json", "p @file = t"],
  [{ ...oauth, access: "a" }, "json", "p @file = a"],
  [oauth, "json", "p @file"],
])("the secret of %j in a %s store stands where it says", (profile, kind, text) => {
  const source = profileSource({ profileId: "p", profile, usable: true, reason: "" }, true, contextOf({ kind }));
  expect(outline(source)).toBe(text);
});

test("a profile that is not stored has neither health nor secret", () => {
  const candidate = { profileId: "p", profile: undefined, usable: false, reason: "not stored" };
  expect(profileSource(candidate, true, contextOf({}))).toEqual({
    kind: "profile",
    name: "p",
    storage: "file",
    counts: true,
    used: false,
    reason: "not stored",
  });
});

test("a profile brings its health along, and no secret slips into JSON", () => {
  const profile = { type: "token", provider: "zai", token: "sk-secret", expires: NOW + 5 } as const;
  const source = profileSource({ profileId: "p", profile, usable: true, reason: "usable" }, false, contextOf({}));
  expect([source.counts, source.health]).toEqual([
    false,
    { status: "expiring", expiresAt: NOW + 5, remainingMs: 5, refreshable: false },
  ]);
  expect(JSON.stringify(source.secret)).toBe('"***"');
});

const NAME = "models.providers.Z.ai.apiKey";

test.each<[SecretInput, string[]]>([
  ["  ", []],
  ["c", [`${NAME} @config = c`]],
  ["other:a", [`${NAME} @reference: names the profile other:a`]],
  [{ source: "env", id: "MY_KEY" }, [`${NAME} @env = mine`]],
  [{ source: "env", id: "GONE" }, [`${NAME} @env: the variable GONE is not set`]],
  [keyring, [`${NAME} @keyring`]],
  [vault, [`${NAME} @reference`]],
  [{ source: "file", id: "/x" }, [`${NAME} @reference`]],
])("the config's apiKey %j is a source of its kind", async (apiKey, sources) => {
  expect(await others({ apiKey, variables: { MY_KEY: "mine" } })).toEqual(sources);
});

test.each<[Variables, string[], string[]]>([
  [{ OLD_PROJECT: "p", LOCATION: "l" }, [ADC], ["gcloud adc @ambient"]],
  [{ PROJECT: "p", LOCATION: "l", VERTEX_KEY: "k" }, [ADC], ["VERTEX_KEY @env = k", "gcloud adc @ambient"]],
  [{ PROJECT: "p", LOCATION: "l" }, [], []],
  [{ PROJECT: "p", LOCATION: " " }, [ADC], []],
])("with %j and the files %j an ambient credential needs both", async (variables, files, sources) => {
  expect(await others({ variables, files }, "vertex")).toEqual(sources);
});

test("what stands elsewhere counts, and is not in use before it is chosen", async () => {
  const variables = { PROJECT: "p", LOCATION: "l", VERTEX_KEY: "k" };
  const found = [
    ...(await otherSources("vertex", contextOf({ variables, files: [ADC] }))),
    ...(await otherSources("zai", contextOf({ apiKey: "c" }))),
  ];
  expect(found.map(({ kind, counts, used }) => [kind, counts, used])).toEqual([
    ["env", true, false],
    ["ambient", true, false],
    ["config", true, false],
  ]);
});

test("a variable comes before the config", async () => {
  expect(await others({ variables: { ZAI_API_KEY: " e " }, apiKey: "c" })).toEqual([
    "ZAI_API_KEY @env = e",
    `${NAME} @config = c`,
  ]);
  expect(await others({}, "constructor")).toEqual([]);
});
