import { expect, test } from "bun:test";
import type { Config } from "../../schema/config.ts";
import { type Alias, aliasesOf, findAlias } from "./aliases.ts";

type Models = NonNullable<NonNullable<NonNullable<Config["agents"]>["defaults"]>["models"]>;
const inForce = (models: Models) => aliasesOf({ agents: { defaults: { models } } });
const own = (alias: string, target: string): Alias => ({ alias, target, builtIn: false });

test("an empty config has no aliases", () => {
  expect(aliasesOf({})).toEqual([]);
  expect(aliasesOf({ agents: { defaults: {} } })).toEqual([]);
});

test("aliases keep their case, their target's spelling and the config's order", () => {
  expect(inForce({ "z.ai/glm-4.7": { alias: " GLM " }, "a/m": {}, "Groq/Llama": { alias: "fast" } })).toEqual([
    own("GLM", "z.ai/glm-4.7"),
    own("fast", "Groq/Llama"),
  ]);
});

test.each([
  ["opus", "anthropic/claude-opus-4-6"],
  ["sonnet", "anthropic/claude-sonnet-4-5"],
  ["gpt", "openai/gpt-5.2"],
  ["gpt-mini", "openai/gpt-5-mini"],
  ["gemini", "google/gemini-3-pro-preview"],
  ["gemini-flash", "google/gemini-3-flash-preview"],
])("%s is built in for %s", (alias, target) => {
  expect(inForce({ [target]: {} })).toEqual([{ alias, target, builtIn: true }]);
});

test("a built-in alias needs its model in the config", () => {
  expect(inForce({ "anthropic/claude-haiku-4-5": {} })).toEqual([]);
});

test("an alias of one's own replaces the built-in one", () => {
  expect(inForce({ "anthropic/claude-opus-4-6": { alias: "big" } })).toEqual([own("big", "anthropic/claude-opus-4-6")]);
});

test.each(["", "  "])("the alias %p takes the built-in one away", (alias) => {
  expect(inForce({ "anthropic/claude-opus-4-6": { alias } })).toEqual([]);
});

test("names of Object's own properties are names like others", () => {
  const models: Models = JSON.parse(
    '{"__proto__": {"alias": "hidden"}, "constructor": {}, "a/m": {"alias": "__proto__"}}',
  );
  expect(inForce(models)).toEqual([own("hidden", "__proto__"), own("__proto__", "a/m")]);
});

const aliases = [own("Fast", "a/one"), own("smart", "a/two"), own("FAST", "a/three")];

test.each([
  ["fast", "a/three"],
  [" FaSt ", "a/three"],
  ["SMART", "a/two"],
  ["slow", undefined],
  ["constructor", undefined],
  ["", undefined],
])("%p finds the last alias of that name in any case", (name, target) => {
  expect(findAlias(aliases, name)?.target).toBe(target);
});
