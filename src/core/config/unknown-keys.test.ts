import { expect, test } from "bun:test";
import { unknownKeys } from "./unknown-keys.ts";

test("keys that OpenClaw does not know are named by their path, from the root inwards", () => {
  expect(
    unknownKeys({
      agent: {},
      agents: { default: {}, defaults: { modle: "x", model: { primry: "x" }, imageModel: { fallback: [] } } },
      models: { provider: {} },
      auth: { profile: {} },
    }),
  ).toEqual([
    "agent",
    "agents.default",
    "agents.defaults.modle",
    "agents.defaults.model.primry",
    "agents.defaults.imageModel.fallback",
    "models.provider",
    "auth.profile",
  ]);
});

test.each<[string, unknown]>([
  ["an empty config", {}],
  ["no config", null],
  ["a list", [1]],
  ["a text", "x"],
  [
    "a config of known keys",
    {
      $schema: "x",
      meta: { any: 1 },
      env: { ANY: "x" },
      agents: { defaults: { model: { primary: "a/m", fallbacks: [] }, imageModel: "a/i", models: { "any/m": {} } } },
      models: { mode: "merge", providers: { any: { any: 1 } } },
      auth: { profiles: { any: {} }, order: { any: [] }, cooldowns: {} },
    },
  ],
  ["wrong types at known places", { agents: [], models: "x", auth: null }],
  ["includes", { $include: "a", agents: { $include: "b", defaults: { $include: "c", model: { $include: "d" } } } }],
])("%s has no unknown key", (_, config) => {
  expect(unknownKeys(config)).toEqual([]);
});

test("the names of Object's own properties are unknown keys like others", () => {
  expect(
    unknownKeys(JSON.parse('{"__proto__": {"agents": {"x": 1}}, "constructor": {}, "auth": {"__proto__": {}}}')),
  ).toEqual(["__proto__", "constructor", "auth.__proto__"]);
});
