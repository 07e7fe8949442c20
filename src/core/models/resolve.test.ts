import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import type { AppError } from "../../contracts/error.ts";
import type { Config } from "../../schema/config.ts";
import { aliasesOf } from "./aliases.ts";
import { createProviderTable } from "./provider-table.ts";
import { createRef } from "./ref.ts";
import { createRegistry } from "./registry.ts";
import { configuredRefs, type Names, requireKnownProvider, resolveConfigured, resolveTyped } from "./resolve.ts";

const catalog = createCatalog(
  [
    "#",
    "anthropic/claude-old\tOld\t200000\t64000\tt\tx\t5\t25\t2023-01-01",
    "anthropic/claude-opus-4-6\tOpus\t200000\t64000\tt\tt\t5\t25\t2026-02-05",
    "openrouter/meta-llama/llama-3.3:free\tLlama\t1000\t100\tt\tt\t0\t0\t2024-12-06",
    "",
  ].join("\n"),
);
const providers = createProviderTable([
  { id: "anthropic", name: "Anthropic", env: [], login: [], modelAliases: { "opus-4.6": "claude-opus-4-6" } },
  { id: "openrouter", name: "OpenRouter", env: [], login: [] },
  { id: "zai", name: "Z.AI", aliases: ["z.ai"], env: [], login: [] },
]);

function namesOf(config: Config): Names {
  return { config, aliases: aliasesOf(config), providers, registry: createRegistry(config, catalog, providers) };
}

function failure(run: () => unknown): [code: string, message: string, hint: string] {
  try {
    throw new Error(`no error but ${JSON.stringify(run())}`);
  } catch (error) {
    const { code, message, hint } = error as AppError;
    return [code, message, hint];
  }
}

const names = namesOf({
  agents: {
    defaults: {
      model: { primary: "Fast", fallbacks: ["zai/shared", "z.ai/GLM-4.7"] },
      imageModel: "openrouter/openrouter/auto",
      models: {
        "groq/Llama": { alias: "Fast" },
        "groq/other": { alias: "fast" },
        "ollama/qwen3:14b": {},
        "anthropic/opus-4.6": { alias: "big" },
        broken: { alias: "nowhere" },
      },
    },
  },
  models: { providers: { Corp: { models: [{ id: "shared" }, { id: "a/b" }] } } },
});

test("configured models are named once each, in every role", () => {
  expect(configuredRefs(names).map(({ key }) => key)).toEqual([
    "zai/shared",
    "zai/GLM-4.7",
    "openrouter/openrouter/auto",
    "groq/Llama",
    "groq/other",
    "ollama/qwen3:14b",
    "anthropic/claude-opus-4-6",
    "corp/shared",
    "corp/a/b",
  ]);
  expect(configuredRefs(namesOf({}))).toEqual([]);
});

test("the models of agents are configured too", () => {
  const agents: Config["agents"] = {
    defaults: { model: "a/main" },
    list: [{ id: "x", model: { primary: "b/list", fallbacks: ["a/main", "c/fallback"] } }, { id: "y" }],
    entries: { z: { model: "d/entry" } },
  };
  const ofAgents = namesOf({ agents });
  expect(configuredRefs(ofAgents).map(({ key }) => key)).toEqual(["a/main", "b/list", "c/fallback", "d/entry"]);
  expect(resolveTyped("entry", ofAgents)).toEqual({ ref: createRef("d", "entry"), via: "configured" });
});

test.each([
  ["z.ai/GLM-4.7", "reference", "zai/GLM-4.7"],
  ["Fast/x", "reference", "fast/x"],
  ["openrouter/openrouter/auto", "reference", "openrouter/openrouter/auto"],
  ["qwen3:14b", "configured", "ollama/qwen3:14b"],
  [" GLM-4.7 ", "configured", "zai/GLM-4.7"],
  ["claude-old", "default-provider", "anthropic/claude-old"],
  ["Opus-4.6", "default-provider", "anthropic/claude-opus-4-6"],
  ["shared", "unresolved", "anthropic/shared"],
  ["glm-4.7", "unresolved", "anthropic/glm-4.7"],
  ["nowhere", "unresolved", "anthropic/nowhere"],
  ["constructor", "unresolved", "anthropic/constructor"],
  ["", "unresolved", "anthropic/"],
] as const)("%p in a config is a %s: %s", (text, via, key) => {
  const { ref, ...how } = resolveConfigured(text, names);
  expect({ key: ref.key, ...how }).toEqual({ key, via });
});

test.each([
  ["Fast", "groq/other", "fast"],
  [" FAST ", "groq/other", "fast"],
  ["BIG", "anthropic/claude-opus-4-6", "big"],
])("the alias %p stands for %s", (text, key, alias) => {
  const [provider = "", model = ""] = key.split("/");
  const resolution = { ref: createRef(provider, model), via: "alias" as const, alias };
  expect(resolveConfigured(text, names)).toEqual(resolution);
  expect(resolveTyped(text, names)).toEqual(resolution);
});

test("an alias counts before a model of the same name", () => {
  const config: Config = { agents: { defaults: { models: { "a/m": {}, "b/n": { alias: "m" } } } } };
  expect(resolveTyped("m", namesOf(config))).toEqual({ ref: createRef("b", "n"), via: "alias", alias: "m" });
});

const LIST = "list what there is with `openclaw models list --all`";

test.each([
  ["", "usage", "the model name is empty", "name a model or an alias: `openclaw models list`"],
  ["/x", "usage", "`/x` is not a model: a side of the slash is empty", "write it as `provider/model`"],
  ["zai/ ", "usage", "`zai/` is not a model: a side of the slash is empty", "write it as `provider/model`"],
  ["shared", "unknown_alias", "`shared` could be 2 of your models", "did you mean `zai/shared` or `corp/shared`?"],
  ["fsat", "unknown_alias", "`fsat` is no alias and no model of yours", "did you mean `Fast` or `fast`?"],
  ["glm-4.7", "unknown_alias", "`glm-4.7` is no alias and no model of yours", "did you mean `zai/GLM-4.7`?"],
  ["xyzzy", "unknown_alias", "`xyzzy` is no alias and no model of yours", LIST],
  ["__proto__", "unknown_alias", "`__proto__` is no alias and no model of yours", LIST],
])("a person who types %p is refused: %s", (typed, code, message, hint) => {
  expect(failure(() => resolveTyped(typed, names))).toEqual([code, message, hint]);
});

test("withdrawn models of the default provider are not suggested", () => {
  expect(failure(() => resolveTyped("claude", namesOf({})))[2]).toBe("did you mean `anthropic/claude-opus-4-6`?");
});

test("a suppressed built-in alias is no alias", () => {
  const entry = { "anthropic/claude-opus-4-6": { alias: "" } };
  const [code, message] = failure(() => resolveTyped("opus", namesOf({ agents: { defaults: { models: entry } } })));
  expect([code, message]).toEqual(["unknown_alias", "`opus` is no alias and no model of yours"]);
});

test.each([
  ["anthropic", "anything"],
  ["corp", "anything"],
  ["openrouter", "openrouter/auto"],
])("the provider %s is known whatever the model", (provider, model) => {
  expect(requireKnownProvider(createRef(provider, model), names)).toBeUndefined();
});

test.each([
  ["meta-llama", "llama-3.3:free", "OpenRouter has it: write `openrouter/meta-llama/llama-3.3:free`"],
  ["antropic", "claude-opus-4-6", "did you mean `anthropic`?"],
  ["constructor", "x", "list them with `openclaw plugins list`"],
])("nobody knows the provider %s", (provider, model, hint) => {
  const error = failure(() => requireKnownProvider(createRef(provider, model), names));
  expect(error).toEqual(["unknown_provider", `nobody knows the provider \`${provider}\``, hint]);
});
