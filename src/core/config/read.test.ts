import { expect, test } from "bun:test";
import type { AppError } from "../../contracts/error.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { readConfig } from "./read.ts";

const read = (world: World) => readConfig(createFakeEnv(world).env);
const CONFIG = "~/.openclaw/openclaw.json";
const DOT_ENV = "~/.openclaw/.env";
const places = { home: HOME, stateDir: `${HOME}/.openclaw`, configPath: `${HOME}/.openclaw/openclaw.json` };

test("an absent config is an empty one", async () => {
  expect(await read({ variables: { A: "1" } })).toEqual({
    places,
    config: {},
    exists: false,
    variables: { A: "1" },
    origins: new Map(),
    substituted: new Map(),
    unknownKeys: [],
  });
});

test("a config of no includes is an empty one that exists", async () => {
  const { config, exists } = await read({ files: { [CONFIG]: "{ $include: [] }" } });
  expect({ config, exists }).toEqual({ config: {}, exists: true });
});

test("a config is read with its includes, variables and unknown keys", async () => {
  const files = {
    [CONFIG]: '{ $include: "models.json5", agents: { defaults: { model: "a/${NAME}", modle: "x" } } }',
    "~/.openclaw/models.json5":
      '{ agents: { defaults: { imageModel: "a/i" } }, models: { providers: { a: { apiKey: "${KEY}", baseUrl: "$${KEY}" } } } }',
    [DOT_ENV]: "KEY=from-file\n",
  };
  expect(await read({ files, variables: { NAME: "m" } })).toEqual({
    places,
    config: {
      models: { providers: { a: { apiKey: "from-file", baseUrl: "${KEY}" } } },
      agents: { defaults: { imageModel: "a/i", model: "a/m", modle: "x" } },
    },
    exists: true,
    variables: { NAME: "m", KEY: "from-file" },
    origins: new Map([["KEY", "dotenv"]]),
    substituted: new Map([
      ["agents.defaults.model", "a/${NAME}"],
      ["models.providers.a.apiKey", "${KEY}"],
    ]),
    unknownKeys: ["agents.defaults.modle"],
  });
});

const vars = '{ env: { KEY: "direct", OTHER: "direct", vars: { NESTED: "nested" }, shellEnv: { enabled: true } } }';

test.each<[string, World, string | undefined]>([
  [
    "the process comes first",
    { files: { [CONFIG]: vars, [DOT_ENV]: "KEY=file" }, variables: { KEY: "process" } },
    "process",
  ],
  ["a blank one is as good as none", { files: { [DOT_ENV]: "KEY=file" }, variables: { KEY: "  " } }, "file"],
  ["the .env of the state directory comes next", { files: { [CONFIG]: vars, [DOT_ENV]: "KEY='file' # x" } }, "file"],
  ["a blank one in .env is none either", { files: { [CONFIG]: vars, [DOT_ENV]: "KEY='  '" } }, "direct"],
  ["an empty one in .env is none either", { files: { [CONFIG]: vars, [DOT_ENV]: "KEY=" } }, "direct"],
  ["the config's env comes last", { files: { [CONFIG]: vars } }, "direct"],
  ["the config's env may do without vars", { files: { [CONFIG]: '{ env: { KEY: "direct", N: 5 } }' } }, "direct"],
  ["a .env of the working directory never counts", { files: { "/cwd/.env": "KEY=no" } }, undefined],
  [
    "a .env of another state directory never counts",
    { files: { [DOT_ENV]: "KEY=no" }, variables: { OPENCLAW_STATE_DIR: "/s" } },
    undefined,
  ],
  [
    "a .env beside a config elsewhere never counts",
    { files: { "/c/.env": "KEY=no" }, variables: { OPENCLAW_CONFIG_PATH: "/c/c.json" } },
    undefined,
  ],
])("variables: %s", async (_, world, value) => {
  expect((await read(world)).variables["KEY"]).toBe(value);
});

test("the config's env is its texts and those of env.vars", async () => {
  expect((await read({ files: { [CONFIG]: vars } })).variables).toEqual({
    KEY: "direct",
    OTHER: "direct",
    NESTED: "nested",
  });
});

test("a .env may say where the config is", async () => {
  const files = { [DOT_ENV]: "OPENCLAW_CONFIG_PATH=~/mine.json5", "~/mine.json5": "{ agents: {} }" };
  const { places: found, config } = await read({ files });
  expect([found.configPath, config]).toEqual([`${HOME}/mine.json5`, { agents: {} }]);
});

test("OPENCLAW_HOME replaces the home directory everywhere", async () => {
  const variables = { OPENCLAW_HOME: "/srv", OPENCLAW_CONFIG_PATH: "~/c.json", KEY: "" };
  const files = { "/srv/c.json": "{}", "/srv/.openclaw/.env": "KEY=srv", [CONFIG]: "{ broken" };
  const { places: found, exists, variables: set } = await read({ files, variables });
  expect(found).toEqual({ home: "/srv", stateDir: "/srv/.openclaw", configPath: "/srv/c.json" });
  expect([exists, set["KEY"]]).toEqual([true, "srv"]);
});

test("a legacy directory is read where it stands", async () => {
  const files = {
    "~/.clawdbot/clawdbot.json": '{ agents: { defaults: { model: "a/${KEY}" } } }',
    "~/.clawdbot/.env": "KEY=m",
  };
  const { places: found, config } = await read({ files });
  expect(found).toEqual({ home: HOME, stateDir: `${HOME}/.clawdbot`, configPath: `${HOME}/.clawdbot/clawdbot.json` });
  expect(config).toEqual({ agents: { defaults: { model: "a/m" } } });
});

test("names of Object's own properties in a config harm nothing", async () => {
  const text =
    '{ "__proto__": { "agents": 5 }, agents: { entries: { "__proto__": { model: 5 }, ok: {} } }, constructor: 1 }';
  const { config, unknownKeys } = await read({ files: { [CONFIG]: text } });
  expect([config.agents, unknownKeys]).toEqual([{ entries: { ok: {} } }, ["__proto__", "constructor"]]);
});

test.each<[string, World["files"], string, string]>([
  [
    "an unreadable config",
    { [CONFIG]: { unreadable: "permission denied" } },
    "config_unreadable",
    "~/.openclaw/openclaw.json cannot be read: permission denied",
  ],
  [
    "an unreadable .env",
    { [DOT_ENV]: { unreadable: "it is a folder" } },
    "config_unreadable",
    "~/.openclaw/.env cannot be read: it is a folder",
  ],
  [
    "a config that is a list",
    { [CONFIG]: "[]" },
    "config_invalid",
    "the config in ~/.openclaw/openclaw.json must be an object, not a list",
  ],
  [
    "a config that is null",
    { [CONFIG]: "null" },
    "config_invalid",
    "the config in ~/.openclaw/openclaw.json must be an object, not null",
  ],
  [
    "an empty file",
    { [CONFIG]: "" },
    "config_invalid",
    "~/.openclaw/openclaw.json:1:1 is not valid JSON5: it ends too early",
  ],
  [
    "a missing variable",
    { [CONFIG]: '{ a: "${KEY}" }' },
    "config_invalid",
    "a in the config needs the variable KEY, which is not set",
  ],
  [
    "an empty variable",
    { [CONFIG]: '{ a: "${KEY}" }', [DOT_ENV]: "KEY=" },
    "config_invalid",
    "a in the config needs the variable KEY, which is not set",
  ],
])("%s is refused", async (_, files, code, message) => {
  const error = await read({ files: files ?? {} }).catch((thrown: AppError) => [thrown.code, thrown.message]);
  expect(error).toEqual([code, message.replace("~", HOME)]);
});
