import { expect, test } from "bun:test";
import type { AppError } from "../../contracts/error.ts";
import type { Config } from "../../schema/config.ts";
import { validateConfig } from "./validate.ts";

function failure(config: unknown): [code: string, message: string, hint: string] {
  try {
    throw new Error(`no error but ${JSON.stringify(validateConfig(config, "/c"))}`);
  } catch (error) {
    const { code, message, hint } = error as AppError;
    return [code, message, hint];
  }
}

test.each<[string, Config]>([
  ["an empty config", {}],
  ["keys that nothing reads", { channels: { any: [1] }, agents: { defaults: { heartbeat: 5 } } }],
  ["a model as a string", { agents: { defaults: { model: "a/m", imageModel: "a/i" } } }],
  ["a model as an object", { agents: { defaults: { model: { primary: "a/m", fallbacks: ["a/f"], timeoutMs: 5 } } } }],
  ["an agent's model", { agents: { list: [{ id: "x", model: "a/m" }], entries: { y: { model: { fallbacks: [] } } } } }],
  ["a secret reference", { models: { providers: { a: { apiKey: { source: "env", id: "KEY" } } } } }],
  ["an alias that suppresses", { agents: { defaults: { models: { "a/m": { alias: "" } } } } }],
])("%s is kept as it is", (_, config) => {
  expect(validateConfig(structuredClone(config), "/c")).toEqual(config);
});

const SECRET = "sk-ant-api03-secret";

test.each<[unknown, string, string]>([
  [null, "the config", "an object, not null"],
  [SECRET, "the config", "an object, not text"],
  [[], "the config", "an object, not a list"],
  [{ agents: [] }, "agents", "an object, not a list"],
  [{ agents: SECRET }, "agents", "an object, not text"],
  [{ agents: { defaults: { model: 5 } } }, "agents.defaults.model", "text or an object, not a number"],
  [{ agents: { defaults: { model: null } } }, "agents.defaults.model", "text or an object, not null"],
  [{ agents: { defaults: { model: [SECRET] } } }, "agents.defaults.model", "text or an object, not a list"],
  [{ agents: { defaults: { model: { primary: true } } } }, "agents.defaults.model.primary", "text, not true or false"],
  [{ agents: { defaults: { model: { fallbacks: SECRET } } } }, "agents.defaults.model.fallbacks", "a list, not text"],
  [
    { agents: { defaults: { model: { fallbacks: ["a/m", 1] } } } },
    "agents.defaults.model.fallbacks.1",
    "text, not a number",
  ],
  [{ agents: { defaults: { models: ["a/m"] } } }, "agents.defaults.models", "an object, not a list"],
  [{ agents: { defaults: { models: { "a/m": "fast" } } } }, "agents.defaults.models.a/m", "an object, not text"],
  [
    { agents: { defaults: { models: { "a/m": { alias: 1 } } } } },
    "agents.defaults.models.a/m.alias",
    "text, not a number",
  ],
  [{ agents: { list: {} } }, "agents.list", "a list, not an object"],
  [{ agents: { entries: [] } }, "agents.entries", "an object, not a list"],
  [{ agents: { list: [{ id: 7 }] } }, "agents.list.0.id", "text, not a number"],
  [{ agents: { list: [{ id: "x", default: SECRET }] } }, "agents.list.0.default", "true or false, not text"],
  [{ models: { mode: SECRET } }, "models.mode", '"merge" or "replace", not text'],
  [{ models: { providers: [{ apiKey: SECRET }] } }, "models.providers", "an object, not a list"],
  [
    { models: { providers: { a: { apiKey: 12345678 } } } },
    "models.providers.a.apiKey",
    "text or an object, not a number",
  ],
  [{ models: { providers: { a: { baseUrl: { SECRET } } } } }, "models.providers.a.baseUrl", "text, not an object"],
  [{ models: { providers: { a: { models: { x: SECRET } } } } }, "models.providers.a.models", "a list, not an object"],
  [{ auth: { order: { a: SECRET } } }, "auth.order.a", "a list, not text"],
  [{ auth: { profiles: [{ provider: SECRET }] } }, "auth.profiles", "an object, not a list"],
  [{ auth: { profiles: { "a:b": SECRET } } }, "auth.profiles.a:b", "an object, not text"],
  [{ env: { vars: { KEY: 12345678 } } }, "env.vars.KEY", "text, not a number"],
])("%j is refused without showing a value", (config, place, kinds) => {
  const where = `${place} in /c must be ${kinds}`;
  expect(failure(config)).toEqual(["config_invalid", where, `open /c and mend ${place}; nothing was changed`]);
});

test.each([
  ["agents.list.0.id", { agents: { list: [{ name: "x" }] } }],
  ["models.providers.a.models.0.id", { models: { providers: { a: { models: [{}] } } } }],
  ["auth.profiles.a:b.provider", { auth: { profiles: { "a:b": { mode: "token" } } } }],
  ["models.providers.a.apiKey.id", { models: { providers: { a: { apiKey: { source: "env" } } } } }],
])("%s cannot be missing", (place, config) => {
  expect(failure(config)).toEqual([
    "config_invalid",
    `${place} is missing in /c`,
    "open /c and add it; nothing was changed",
  ]);
});
