import { expect, test } from "bun:test";
import type { Provider } from "../../contracts/provider.ts";
import { createProviderTable } from "./provider-table.ts";

const zai: Provider = { id: "zai", name: "Z.AI", aliases: ["z.ai", "z-ai", "qwen"], env: ["ZAI_API_KEY"], login: [] };
const qwen: Provider = { id: "qwen", name: "Qwen", env: [], login: [] };
const table = createProviderTable([zai, qwen]);

test("the rows stay in their order", () => {
  expect(table.all).toEqual([zai, qwen]);
});

test.each([
  ["zai", "zai"],
  [" ZAI ", "zai"],
  ["z.ai", "zai"],
  ["Z-AI", "zai"],
  ["qwen", "qwen"],
  ["Some.Other", "some.other"],
  ["constructor", "constructor"],
  ["__proto__", "__proto__"],
  ["", ""],
])("%p stands for %p", (spelling, id) => {
  expect(table.canonicalId(spelling)).toBe(id);
});

test.each([
  ["zai", zai],
  ["z.ai", undefined],
  ["ZAI", undefined],
  ["constructor", undefined],
  ["__proto__", undefined],
])("%p is found only by a canonical id", (id, provider) => {
  expect(table.find(id)).toEqual(provider);
});
