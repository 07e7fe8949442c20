import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config } from "../../schema/config.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { createProviderTable } from "../models/provider-table.ts";
import { type Credential, credentialOf, providersWithSources } from "./credential.ts";
import { findInEnvironment } from "./environment.ts";
import { WARN_WITHIN_MS } from "./health.ts";
import type { CredentialContext } from "./sources.ts";
import type { AuthStore } from "./store.ts";

const rows: Provider[] = [
  { id: "zai", name: "Z.AI", aliases: ["z.ai"], env: ["ZAI_API_KEY", "Z_AI_API_KEY"], login: [] },
  { id: "bedrock", name: "Bedrock", env: ["AWS_PROFILE"], login: [] },
  { id: "vertex", name: "Vertex", env: [], ambient: { file: "adc.json", label: "adc", needs: [] }, login: [] },
];
const providers = createProviderTable(rows);

type Given = {
  profiles?: Record<string, StoredProfile>;
  order?: AuthStore["order"];
  usageStats?: AuthStore["usageStats"];
  variables?: Variables;
  config?: Config;
};

function contextOf(given: Given): CredentialContext {
  const { profiles = {}, order = {}, usageStats = {}, variables = {}, config = {} } = given;
  const store: AuthStore = {
    path: "/s",
    kind: "json",
    exists: true,
    profiles: new Map(Object.entries(profiles)),
    ignored: [],
    order,
    usageStats,
  };
  const { env } = createFakeEnv({});
  const environment = findInEnvironment(rows, variables);
  const unchanged = { origins: new Map<string, "dotenv">(), substituted: new Map<string, string>() };
  const time = { now: NOW, warnWithinMs: WARN_WITHIN_MS };
  return { env, home: HOME, variables, config, store, providers, environment, ...unchanged, ...time };
}

const find = (given: Given) => credentialOf("zai", contextOf(given));
/** A credential as text: `name @storage = secret: reason`, the one in use starred. */
const outline = ({ sources }: Credential) =>
  sources.map(
    ({ name, storage, secret, used, reason }) =>
      `${used ? "*" : ""}${name} @${storage}${secret === undefined ? "" : ` = ${secret.reveal()}`}: ${reason}`,
  );

const key = (more: object = {}): StoredProfile => ({ type: "api_key", provider: "zai", key: "k", ...more });
const token = (more: object = {}): StoredProfile => ({ type: "token", provider: "zai", token: "t", ...more });
const configKey = (apiKey: string): Config => ({ models: { providers: { "Z.ai": { apiKey } } } });
const variables = { Z_AI_API_KEY: " e " };

test("nothing is found where nothing is", async () => {
  const nothing = { provider: "zai", sources: [], used: undefined, failed: false };
  expect(await find({})).toEqual(nothing);
  expect(await find({ config: { models: { providers: { zai: {} } } } })).toEqual(nothing);
});

test("a stored profile comes before a variable, a variable before the config", async () => {
  const all = { profiles: { "zai:a": key(), "zai:b": token() }, variables, config: configKey("c") };
  expect(outline(await find(all))).toEqual([
    "*zai:b @file = t: first by the stored profiles",
    "zai:a @file = k: zai:b comes first",
    "Z_AI_API_KEY @env = e: zai:b comes first",
    "models.providers.Z.ai.apiKey @config = c: zai:b comes first",
  ]);
  expect(outline(await find({ ...all, profiles: {} }))).toEqual([
    "*Z_AI_API_KEY @env = e: nothing before it",
    "models.providers.Z.ai.apiKey @config = c: Z_AI_API_KEY comes first",
  ]);
  expect(outline(await find({ config: configKey("c") }))).toEqual([
    "*models.providers.Z.ai.apiKey @config = c: nothing before it",
  ]);
});

test("a stored profile that cannot be used is an error, and nothing is taken in its place", async () => {
  const credential = await find({
    profiles: { "zai:a": token({ expires: NOW - 1 }) },
    variables,
    config: configKey("c"),
  });
  expect([credential.failed, credential.used]).toEqual([true, undefined]);
  expect(outline(credential)).toEqual([
    "zai:a @file = t: expired",
    "Z_AI_API_KEY @env = e: a stored profile comes first, and it cannot be used",
    "models.providers.Z.ai.apiKey @config = c: a stored profile comes first, and it cannot be used",
  ]);
});

test("a declared profile that is not stored gives way to a variable", async () => {
  const config: Config = { auth: { profiles: { "zai:gone": { provider: "zai" } } } };
  const credential = await find({ config, variables });
  expect(outline(credential)).toEqual(["zai:gone @file: not stored", "*Z_AI_API_KEY @env = e: nothing before it"]);
  expect(credential.failed).toBe(false);
});

test("a profile that the order leaves out is not used", async () => {
  const credential = await find({ profiles: { "zai:a": key(), "zai:b": key() }, order: { zai: ["zai:b"] } });
  expect(outline(credential)).toEqual([
    "*zai:b @file = k: first by the store order",
    "zai:a @file = k: left out by the store order",
  ]);
  expect(credential.sources.map(({ state }) => state)).toEqual(["usable", "left_out"]);
});

test("the only profile is used though it is set aside", async () => {
  const credential = await find({
    profiles: { "zai:a": key() },
    usageStats: { "zai:a": { cooldownUntil: NOW + 1 } },
    variables,
  });
  expect(outline(credential)).toEqual([
    "*zai:a @file = k: first by the stored profiles; set aside for a while",
    "Z_AI_API_KEY @env = e: zai:a comes first",
  ]);
});

test("a config key that names a profile is no key", async () => {
  const given = { config: configKey("other:a"), profiles: { "other:a": key({ provider: "other" }) } };
  expect(outline(await find(given))).toEqual(["models.providers.Z.ai.apiKey @reference: names the profile other:a"]);
});

test("the providers with sources are those that anything names", () => {
  const config: Config = {
    models: { providers: { Corp: {} } },
    auth: { profiles: { x: { provider: "xai" } }, order: { groq: [] } },
  };
  const given = {
    profiles: { a: key({ provider: "Z.AI" }) },
    order: { mistral: [] },
    variables: { AWS_PROFILE: "p" },
    config,
  };
  expect([...providersWithSources(contextOf(given))]).toEqual([
    "zai",
    "mistral",
    "xai",
    "groq",
    "corp",
    "bedrock",
    "vertex",
  ]);
});
