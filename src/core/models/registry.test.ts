import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import type { Config } from "../../schema/config.ts";
import { createProviderTable } from "./provider-table.ts";
import { createRef } from "./ref.ts";
import { createRegistry, type Registry } from "./registry.ts";

const catalog = createCatalog(
  [
    "# provider/id, name, context, output, input, flags, $/M in, $/M out, released",
    "ghost/only-here\tGhost\t8000\t1000\tt\t\t1\t2\t2026-01-01",
    "openai/gpt-5.2\tGPT-5.2\t400000\t128000\tti\trt\t1.75\t14\t2025-12-11",
    "openai/gpt-x\tGPT X\t1000\t100\tt\tx\t0\t0\t2024-01-01",
    "zai/glm-4.7\tGLM 4.7\t200000\t131072\tt\trt\t0\t0\t2025-12-22",
    "",
  ].join("\n"),
);
const providers = createProviderTable([
  { id: "ollama", name: "Ollama", env: [], login: [], baseUrl: "http://127.0.0.1:11434" },
  { id: "openai", name: "OpenAI", env: [], login: [], baseUrl: "https://api.openai.com/v1" },
  { id: "zai", name: "Z.AI", aliases: ["z.ai"], env: [], login: [] },
  { id: "copilot", name: "Copilot", env: [], login: [], subscription: true },
]);
type Models = NonNullable<Config["models"]>;
const registry = (models?: Models) => createRegistry(models === undefined ? {} : { models }, catalog, providers);
const keys = (rows: readonly CatalogRow[]) => rows.map(({ key }) => key);
const all = ({ groups }: Registry) => groups().flatMap(({ rows }) => keys(rows()));

const own: Models = {
  providers: {
    "Z.AI": { models: [{ id: "glm-4.7", name: "Mine" }, { id: "GLM:free" }] },
    corp: {
      baseUrl: "http://10.1.2.3/v1",
      models: [{ id: "a/b", contextWindow: 4096, cost: { input: 1, output: 2 } }],
    },
  },
};

test("without a config the catalog alone answers", () => {
  expect(all(registry())).toEqual(["ghost/only-here", "openai/gpt-5.2", "openai/gpt-x", "zai/glm-4.7"]);
  expect(registry().find(createRef("zai", "glm-4.7"))?.name).toBe("GLM 4.7");
  expect(registry().isConfigured(createRef("zai", "glm-4.7"))).toBe(false);
});

test("a configured model hides the catalog's of the same key and joins its order", () => {
  const both = registry(own);
  expect(all(both)).toEqual([
    "corp/a/b",
    "ghost/only-here",
    "openai/gpt-5.2",
    "openai/gpt-x",
    "zai/GLM:free",
    "zai/glm-4.7",
  ]);
  expect(both.find(createRef("zai", "glm-4.7"))?.name).toBe("Mine");
  expect(both.isConfigured(createRef("zai", "glm-4.7"))).toBe(true);
  expect(keys(both.ofProvider("zai"))).toEqual(["zai/GLM:free", "zai/glm-4.7"]);
});

test("of a provider that the config names nothing stands on a shelf", () => {
  const shelves = (models?: Models) =>
    registry(models)
      .groups()
      .map((group) => [group.provider, group.shelf?.count, group.shelf?.keys()]);
  const openai = ["openai", 2, ["openai/gpt-5.2", "openai/gpt-x"]];
  const ghost = ["ghost", 1, ["ghost/only-here"]];
  expect(shelves()).toEqual([ghost, openai, ["zai", 1, ["zai/glm-4.7"]]]);
  const corp = ["corp", undefined, undefined];
  const zai = ["zai", undefined, undefined];
  expect(shelves(own)).toEqual([corp, ghost, openai, zai]);
  expect(shelves({ ...own, mode: "replace" })).toEqual([corp, zai]);
});

test("mode replace leaves the catalog out", () => {
  const replaced = registry({ ...own, mode: "replace" });
  expect(all(replaced)).toEqual(["corp/a/b", "zai/GLM:free", "zai/glm-4.7"]);
  expect(replaced.find(createRef("openai", "gpt-5.2"))).toBeUndefined();
  expect(replaced.ofProvider("openai")).toEqual([]);
});

test("what a configured model does not say is what OpenClaw assumes", () => {
  const defaults = { reasoning: false, tools: true, deprecated: false, retired: false, released: "", input: "text" };
  expect(registry(own).find(createRef("zai", "GLM:free"))).toEqual({
    ...defaults,
    key: "zai/GLM:free",
    provider: "zai",
    id: "GLM:free",
    name: "GLM:free",
    contextWindow: 200_000,
    maxTokens: 8192,
    cost: null,
  });
  expect(registry(own).find(createRef("corp", "a/b"))).toEqual({
    ...defaults,
    key: "corp/a/b",
    provider: "corp",
    id: "a/b",
    name: "a/b",
    contextWindow: 4096,
    maxTokens: 4096,
    cost: { input: 1, output: 2 },
  });
});

test("half a price is no price", () => {
  const half: Models = { providers: { corp: { models: [{ id: "m", cost: { input: 0 } }] } } };
  expect(registry(half).find(createRef("corp", "m"))?.cost).toBeNull();
});

test("model ids are matched to the letter", () => {
  expect(registry(own).find(createRef("zai", "glm:FREE"))).toBeUndefined();
  expect(registry(own).find(createRef("openai", "GPT-5.2"))).toBeUndefined();
});

test.each([
  ["openai", true],
  ["ghost", true],
  ["corp", true],
  ["zai", true],
  ["ghos", false],
  ["nobody", false],
  ["constructor", false],
  ["__proto__", false],
])("whether anything knows the provider %s: %p", (provider, known) => {
  expect(registry(own).knowsProvider(provider)).toBe(known);
});

test("provider ids are named once each: the config's, the program's, the catalog's", () => {
  expect(registry(own).providerIds()).toEqual(["zai", "corp", "ollama", "openai", "copilot", "ghost"]);
});

test.each<[string, Models | undefined, boolean]>([
  ["ollama", undefined, true],
  ["openai", undefined, false],
  ["zai", undefined, false],
  ["corp", own, true],
  ["ollama", { providers: { ollama: { baseUrl: "https://ollama.com" } } }, false],
  ["openai", { providers: { OpenAI: { baseUrl: "http://127.0.0.1:4000" } } }, true],
])("whether %s is local with %j: %p", (provider, models, isLocal) => {
  expect(registry(models).isLocal(provider)).toBe(isLocal);
});

test.each<[string, Partial<CatalogRow>, boolean]>([
  ["openai/m", { cost: { input: 0, output: 0 } }, true],
  ["openai/m", { cost: { input: 0, output: 1 } }, false],
  ["openai/m", { cost: null }, false],
  ["openai/m:free", { cost: null }, true],
  ["openai/m:free", { cost: null, retired: true }, false],
  ["copilot/m", { cost: { input: 0, output: 0 } }, false],
  ["zai-coding-plan/m", { cost: { input: 0, output: 0 } }, false],
  ["planet/m", { cost: { input: 0, output: 0 } }, true],
  ["ollama/m", { cost: null }, true],
  ["corp/m", { cost: { input: 1, output: 2 } }, true],
])("whether %s with %j is free: %p", (key, facts, isFree) => {
  const base = registry(own).find(createRef("zai", "GLM:free"));
  const provider = key.slice(0, key.indexOf("/"));
  expect(base && registry(own).isFree({ ...base, key, provider, ...facts })).toBe(isFree);
});
