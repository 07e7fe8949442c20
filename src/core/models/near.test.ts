import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import { nearModels } from "./near.ts";
import { createProviderTable } from "./provider-table.ts";
import { createRef } from "./ref.ts";
import { createRegistry } from "./registry.ts";

const catalog = createCatalog(
  [
    "#",
    "anthropic/claude-opus-4-5\tOpus\t200000\t64000\tt\tt\t5\t25\t2025-11-24",
    "anthropic/claude-opus-4-6\tOpus\t200000\t64000\tt\tt\t5\t25\t2026-02-05",
    "anthropic/claude-opus-4-1\tOpus\t200000\t64000\tt\tx\t5\t25\t2025-08-05",
    "openrouter/meta-llama/llama-3.3:free\tLlama\t1000\t100\tt\tt\t0\t0\t2024-12-06",
    "",
  ].join("\n"),
);
const registry = createRegistry(
  { models: { providers: { corp: { models: [{ id: "big/model" }] } } } },
  catalog,
  createProviderTable([
    { id: "anthropic", name: "Anthropic", env: [], login: [] },
    { id: "openrouter", name: "OpenRouter", env: [], login: [] },
  ]),
);

test.each([
  ["anthropic", "claude-opus-4-7", ["anthropic/claude-opus-4-5", "anthropic/claude-opus-4-6"]],
  ["anthropic", "claude-opus-4-6", ["anthropic/claude-opus-4-6", "anthropic/claude-opus-4-5"]],
  ["anthropic", "CLAUDE-OPUS-46", ["anthropic/claude-opus-4-6", "anthropic/claude-opus-4-5"]],
  ["anthropic", "gpt-5", []],
  ["anthropic", "", []],
  ["openrouter", "llama-3.3", ["openrouter/meta-llama/llama-3.3:free"]],
  ["openrouter", "claude-opus-4-6", []],
  ["corp", "big/modle", ["corp/big/model"]],
  ["nobody", "claude-opus-4-6", []],
  ["constructor", "x", []],
])("near to %s/%s are %j", (provider, model, near) => {
  expect(nearModels(createRef(provider, model), registry)).toEqual(near);
});
