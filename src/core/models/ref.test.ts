import { expect, test } from "bun:test";
import { createProviderTable } from "./provider-table.ts";
import { createRef, parseRef } from "./ref.ts";

const providers = createProviderTable([
  { id: "zai", name: "Z.AI", aliases: ["z.ai", "z-ai"], env: [], login: [] },
  { id: "anthropic", name: "Anthropic", env: [], login: [], modelAliases: { "opus-4.6": "claude-opus-4-6" } },
]);

test("a reference is put together to the letter", () => {
  expect(createRef("openrouter", "openrouter/Auto")).toEqual({
    provider: "openrouter",
    model: "openrouter/Auto",
    key: "openrouter/openrouter/Auto",
  });
});

test.each([
  ["openai/gpt-5.2", "openai", "gpt-5.2"],
  ["openrouter/openrouter/auto", "openrouter", "openrouter/auto"],
  ["openrouter/meta-llama/llama-3.3-70b-instruct:free", "openrouter", "meta-llama/llama-3.3-70b-instruct:free"],
  ["nvidia/nvidia/nemotron", "nvidia", "nvidia/nemotron"],
  ["lmstudio/google/gemma-3", "lmstudio", "google/gemma-3"],
  ["ollama/qwen3:14b", "ollama", "qwen3:14b"],
  ["a//b", "a", "/b"],
  ["a/b/", "a", "b/"],
  ["constructor/__proto__", "constructor", "__proto__"],
])("%s splits at its first slash", (text, provider, model) => {
  expect(parseRef(text, providers)).toEqual({ provider, model, key: `${provider}/${model}` });
});

test.each([
  ["z.ai/glm-4.7", "zai/glm-4.7"],
  ["Z-AI/GLM-4.7", "zai/GLM-4.7"],
  ["  OpenAI / GPT-5.2  ", "openai/GPT-5.2"],
  ["MiniMax/MiniMax-M2", "minimax/MiniMax-M2"],
  ["anthropic/opus-4.6", "anthropic/claude-opus-4-6"],
  ["Anthropic/Opus-4.6", "anthropic/claude-opus-4-6"],
  ["anthropic/opus-4.6:free", "anthropic/opus-4.6:free"],
  ["openrouter/opus-4.6", "openrouter/opus-4.6"],
  ["anthropic/constructor", "anthropic/constructor"],
])("the provider of %s is normalised, its model is kept: %s", (text, key) => {
  expect(parseRef(text, providers)?.key).toBe(key);
});

test.each(["", "  ", "opus", "opus-4.6", "/", "/gpt-5.2", " /gpt-5.2", "openai/", "openai/  "])(
  "%p is no reference",
  (text) => {
    expect(parseRef(text, providers)).toBeUndefined();
  },
);
