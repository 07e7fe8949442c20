import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import type { AgentEntry, Config } from "../../schema/config.ts";
import { aliasesOf } from "./aliases.ts";
import { allowlistOf, chainOf, readChoice } from "./choice.ts";
import { createProviderTable } from "./provider-table.ts";
import { createRegistry } from "./registry.ts";

type Defaults = NonNullable<NonNullable<Config["agents"]>["defaults"]>;

const catalog = createCatalog("#\nanthropic/claude-opus-4-6\tOpus\t200000\t64000\tt\tt\t5\t25\t2026-02-05\n");
const providers = createProviderTable([{ id: "zai", name: "Z.AI", aliases: ["z.ai"], env: [], login: [] }]);

function choiceOf(defaults: Defaults, entry?: AgentEntry) {
  const config: Config = { agents: { defaults } };
  const names = { config, aliases: aliasesOf(config), providers, registry: createRegistry(config, catalog, providers) };
  return readChoice({ id: "main", dir: "/a", mainDir: "/a", entry }, names);
}

/** The choice as text: `key (source)`, then lists of keys. */
function outline(defaults: Defaults, entry?: AgentEntry) {
  const choice = choiceOf(defaults, entry);
  return {
    default: `${choice.default.ref.key} (${choice.default.source})`,
    fallbacks: `${choice.fallbacks.map(({ ref }) => ref.key).join(" ")} (${choice.fallbacksSource})`,
    image: choice.image?.ref.key ?? "none",
    imageFallbacks: choice.imageFallbacks.map(({ ref }) => ref.key).join(" "),
  };
}

const nothing = { fallbacks: " (defaults)", image: "none", imageFallbacks: "" };

test("with nothing configured the built-in default answers", () => {
  expect(outline({})).toEqual({ ...nothing, default: "anthropic/claude-opus-4-6 (built-in)" });
});

test.each<[string, Defaults["model"], string]>([
  ["a string", "z.ai/GLM", "zai/GLM (defaults)"],
  ["an object", { primary: "a/m" }, "a/m (defaults)"],
  ["blank", { primary: "  " }, "anthropic/claude-opus-4-6 (built-in)"],
  ["an object with fallbacks alone", { fallbacks: [] }, "anthropic/claude-opus-4-6 (built-in)"],
])("a default model that is %s is read", (_, model, expected) => {
  expect(outline({ model })).toEqual({ ...nothing, default: expected });
});

const shared: Defaults = {
  model: { primary: "a/m", fallbacks: ["a/f1", "a/f2"] },
  imageModel: { primary: "a/i", fallbacks: ["a/if"] },
};
const inherited = {
  default: "a/m (defaults)",
  fallbacks: "a/f1 a/f2 (defaults)",
  image: "a/i",
  imageFallbacks: "a/if",
};

test.each<[string, AgentEntry | undefined, Partial<typeof inherited>]>([
  ["no entry", undefined, {}],
  ["an empty entry", {}, {}],
  ["a model as a string", { model: "b/m" }, { default: "b/m (agent)" }],
  ["a primary model", { model: { primary: "b/m" } }, { default: "b/m (agent)" }],
  ["fallbacks alone", { model: { fallbacks: ["b/f"] } }, { fallbacks: "b/f (agent)" }],
  ["no fallbacks on purpose", { model: { fallbacks: [] } }, { fallbacks: " (agent)" }],
  ["an image model", { imageModel: "b/i" }, { image: "b/i" }],
  ["image fallbacks alone", { imageModel: { fallbacks: [] } }, { imageFallbacks: "" }],
])("an agent with %s inherits the other parts", (_, entry, changed) => {
  expect(outline(shared, entry)).toEqual({ ...inherited, ...changed });
});

test("what the config says stays beside what it stands for", () => {
  const choice = choiceOf({
    model: { primary: "Fast", fallbacks: ["gone"] },
    models: { "z.ai/GLM": { alias: "fast" } },
  });
  expect(choice.default).toEqual({
    raw: "Fast",
    ref: { provider: "zai", model: "GLM", key: "zai/GLM" },
    via: "alias",
    alias: "fast",
    source: "defaults",
  });
  expect(choice.fallbacks).toEqual([
    { raw: "gone", ref: { provider: "anthropic", model: "gone", key: "anthropic/gone" }, via: "unresolved" },
  ]);
});

test("the chain names every model once, in the order in which it is asked", () => {
  const model = { primary: "a/m", fallbacks: ["a/f", "a/m", "z.ai/GLM"] };
  const chain = chainOf(choiceOf({ model, imageModel: { primary: "a/i", fallbacks: ["a/f", "zai/GLM", "a/j"] } }));
  expect(chain.map(({ ref }) => ref.key)).toEqual(["a/m", "a/f", "zai/GLM", "a/i", "a/j"]);
});

const marker = { migrations: { modelPolicyAllowlist: true } };
const models = { "a/m": {}, "z.ai/GLM": { alias: "" } };

test.each<[string, Config, string[]]>([
  ["no model map", {}, []],
  ["an empty model map", { agents: { defaults: { models: {} } } }, []],
  ["a model map", { agents: { defaults: { models } } }, ["a/m", "z.ai/GLM"]],
  [
    "a model map and a version",
    { meta: { lastTouchedVersion: "2026.9.6" }, agents: { defaults: { models } } },
    ["a/m", "z.ai/GLM"],
  ],
  [
    "a model map and a false marker",
    { meta: { migrations: { modelPolicyAllowlist: false } }, agents: { defaults: { models } } },
    ["a/m", "z.ai/GLM"],
  ],
  ["a model map and the marker", { meta: marker, agents: { defaults: { models } } }, []],
  [
    "a policy and the marker",
    { meta: marker, agents: { defaults: { models, modelPolicy: { allow: ["b/n"] } } } },
    ["b/n"],
  ],
])("with %s a choice is restricted as OpenClaw has it", (_, config, allowed) => {
  expect(allowlistOf(config)).toEqual(allowed);
});
