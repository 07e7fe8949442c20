import { expect, test } from "bun:test";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { readAuthStore } from "./store.ts";

const MAIN = "/s/agents/main/agent";
const SUB = "/s/agents/sub/agent";
const places = { home: HOME, stateDir: "/s", configPath: "/s/openclaw.json" };
const json = JSON.stringify;
const key = (text: string) => ({ type: "api_key", provider: "xai", key: text }) as const;
const oauth = { access: "a", refresh: "r", expires: 5 };
const OAUTH = { "/s/credentials/oauth.json": json({ xai: oauth }) };
const fromOAuth = { "xai:default": { type: "oauth", provider: "xai", ...oauth } };

const profilesOfSub = async (files: NonNullable<World["files"]>) => {
  const config = {
    places,
    variables: {},
    config: {},
    exists: true,
    origins: new Map(),
    substituted: new Map(),
    unknownKeys: [],
  };
  const agent = { id: "sub", dir: SUB, mainDir: MAIN, entry: undefined };
  return Object.fromEntries((await readAuthStore(createFakeEnv({ files }).env, config, agent)).profiles) as object;
};

test.each<[string, NonNullable<World["files"]>, object]>([
  ["is inherited where the main agent has no store", OAUTH, fromOAuth],
  [
    "never overrides the main agent's store",
    { ...OAUTH, [`${MAIN}/auth-profiles.json`]: json({ profiles: { "xai:default": key("main") } }) },
    { "xai:default": key("main") },
  ],
  ["does not come back beside the main agent's empty store", { ...OAUTH, [`${MAIN}/auth-profiles.json`]: "{}" }, {}],
  [
    "gives way to the sub-agent's own store",
    { ...OAUTH, [`${SUB}/auth-profiles.json`]: json({ profiles: { "xai:default": key("sub") } }) },
    { "xai:default": key("sub") },
  ],
  [
    "gives way to the sub-agent's own auth.json",
    { ...OAUTH, [`${SUB}/auth.json`]: json({ xai: key("sub") }) },
    { "xai:default": key("sub") },
  ],
])("for a sub-agent, oauth.json %s", async (_, files, profiles) => {
  expect(await profilesOfSub(files)).toEqual(profiles);
});
