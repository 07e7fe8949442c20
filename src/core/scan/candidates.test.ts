import { expect, test } from "bun:test";
import { embeddedCatalog } from "../../catalog/embedded.ts";
import { entry, listOf } from "../../testing/openrouter.ts";
import { freeElsewhere, type Filters, selectCandidates } from "./candidates.ts";
import { parseCatalog } from "./catalog.ts";
import { createProviderTable } from "../models/provider-table.ts";
import { createRegistry } from "../models/registry.ts";
import { inferParams } from "./params.ts";

const NOW = Date.parse("2026-05-12T12:00:00Z");
const NO_FILTERS: Filters = { minParams: undefined, maxAgeDays: undefined, provider: undefined };
const day = (days: number) => Math.floor(NOW / 1000) - days * 86_400;
const outputs = (...kinds: string[]) => ({ architecture: { input_modalities: ["text"], output_modalities: kinds } });

function select(filters: Partial<Filters>, ...entries: readonly object[]) {
  const read = parseCatalog(listOf(...entries));
  if ("trouble" in read) throw new Error(read.trouble);
  return selectCandidates(read.models, { ...NO_FILTERS, ...filters }, NOW);
}
const ids = (filters: Partial<Filters>, ...entries: readonly object[]) =>
  select(filters, ...entries).candidates.map(({ id }) => id);

test.each([
  ["answers with audio", outputs("text", "audio"), "output", "it answers with audio"],
  ["answers with images alone", outputs("image"), "output", "it answers with image"],
  ["says so in the older field", { architecture: { modality: "text->image" } }, "output", "it answers with image"],
  ["takes no text", { architecture: { modality: "image->text" } }, "input", "it takes no text"],
  ["is gone", { expiration_date: "2026-05-12" }, "expired", "it has been withdrawn"],
  ["goes tomorrow", { expiration_date: "2026-05-13" }, "expiring", "it goes away within a day"],
  ["goes within a week", { expiration_date: "2026-05-19" }, "expiring", "it goes away within 7 days"],
])("what %s is left out, and why is said", (_, more, reason, detail) => {
  expect(select({}, entry("a/b", more))).toEqual({
    candidates: [],
    excluded: [{ modelRef: "openrouter/a/b", reason, detail }],
  });
});

test("what goes in more than a week stays, and so does what says nothing of itself", () => {
  expect(ids({}, entry("a/b", { expiration_date: "2026-05-20" }), { id: "a/c:free" })).toEqual(["a/b", "a/c:free"]);
});

test.each([
  [{ minParams: 70 }, ["a/70b", "c/moe-120b-a12b"]],
  [{ minParams: 70.9 }, ["a/70b", "c/moe-120b-a12b"]],
  [{ minParams: 0 }, ["a/70b", "b/8b", "c/moe-120b-a12b", "d/unknown"]],
  [{ maxAgeDays: 10 }, ["a/70b", "c/moe-120b-a12b", "d/unknown"]],
  [{ maxAgeDays: 0 }, ["d/unknown"]],
  [{ provider: { typed: "b", id: "b" } }, ["b/8b"]],
  [{ provider: { typed: "B", id: "b" } }, []],
  [{ provider: { typed: "openrouter", id: "openrouter" } }, []],
  [{ minParams: 70, provider: { typed: "c", id: "c" } }, ["c/moe-120b-a12b"]],
])("the filter %j leaves %j", (filters, expected) => {
  const entries = [
    entry("a/70b", { created: day(1) }),
    entry("b/8b", { created: day(11) }),
    entry("c/moe-120b-a12b", { created: day(10) }),
    entry("d/unknown"),
  ];
  expect(ids(filters, ...entries)).toEqual(expected);
});

test.each([
  ["meta-llama/llama-3.3-70b-instruct:free", 70],
  ["nvidia/nemotron-3-super-120b-a12b:free", 120],
  ["liquid/lfm-2.5-1.2b-thinking:free", 1.2],
  ["Google: Gemma 4 26B A4B (free)", 26],
  ["mistral/mixtral-8x7b", null],
  ["z-ai/glm-4.5-air:free", null],
  ["a/gpt2b3", null],
])("the size of `%s` is %p", (name, size) => {
  expect(inferParams(name)).toBe(size as number);
});

const providers = createProviderTable([
  { id: "zai", name: "Z.AI", env: [], login: [] },
  { id: "zai-coding-plan", name: "Plan", env: [], login: [], subscription: true },
]);
const embedded = await embeddedCatalog();
const registry = createRegistry({}, embedded, providers);

test("elsewhere, what the built-in catalog has at a price of 0 counts, as far as it takes tools", () => {
  const found = freeElsewhere(embedded, registry, "zai");
  expect(found.map(({ modelRef }) => modelRef)).toEqual([
    "zai/glm-4.5-flash",
    "zai/glm-4.6v-flash",
    "zai/glm-4.7-flash",
  ]);
  expect(found[1]).toMatchObject({
    modality: expect.stringContaining("image"),
    isFree: true,
    pricing: { prompt: 0, completion: 0 },
  });
  const nvidia = freeElsewhere(embedded, registry, "nvidia").map(({ id }) => id);
  expect(nvidia.filter((id) => /flux|embed|bge/.test(id))).toEqual([]);
});

test("a plan's price of 0 is not free", () => {
  expect(freeElsewhere(embedded, registry, "zai-coding-plan")).toEqual([]);
});
