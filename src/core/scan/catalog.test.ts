import { expect, test } from "bun:test";
import { join } from "node:path";
import { entry, listOf } from "../../testing/openrouter.ts";
import { selectCandidates } from "./candidates.ts";
import { type FreeModels, parseCatalog } from "./catalog.ts";

const RECORDED = await Bun.file(join(import.meta.dir, "__fixtures__/openrouter-models.2026-05-12.json")).text();
const DAY = Date.parse("2026-05-12");
const NO_FILTERS = { minParams: undefined, maxAgeDays: undefined, provider: undefined };

function read(body: string): FreeModels {
  const catalog = parseCatalog(body);
  if ("trouble" in catalog) throw new Error(catalog.trouble);
  return catalog;
}
const only = (more: object, id = "a/b") => read(listOf(entry(id, more))).models[0];

test("the free models of the recorded list are those that a person counts in it", () => {
  const { total, models } = read(RECORDED);
  const { data } = JSON.parse(RECORDED) as { data: { id: string; pricing: { prompt: string; completion: string } }[] };
  const counted = data.filter(({ pricing }) => pricing.prompt === "0" && pricing.completion === "0");
  expect([total, models.length, models.filter(({ id }) => id.endsWith(":free")).length]).toEqual([364, 29, 25]);
  expect(models.map(({ id }) => id)).toEqual(counted.map(({ id }) => id));
  const { candidates, excluded } = selectCandidates(models, NO_FILTERS, DAY);
  expect(candidates.length).toBe(27);
  expect(excluded.map(({ modelRef }) => modelRef)).toEqual([
    "openrouter/google/lyria-3-pro-preview",
    "openrouter/google/lyria-3-clip-preview",
  ]);
});

type Entry = Record<string, unknown> & { architecture: Record<string, unknown>; pricing: Record<string, string> };

test.each<[string, (entry: Entry) => object]>([
  [
    "as in February, without what came later",
    (model) => ({ ...model, links: undefined, supported_voices: undefined, knowledge_cutoff: undefined }),
  ],
  [
    "in the older words, with every price",
    ({ architecture: { modality }, pricing, ...older }) => ({
      ...older,
      architecture: { modality, tokenizer: "Other", instruct_type: null },
      pricing: { request: "0", image: "0", web_search: "0", internal_reasoning: "0", ...pricing },
    }),
  ],
  [
    "with prices that are numbers",
    ({ pricing, ...others }) => ({
      ...others,
      pricing: Object.fromEntries(Object.entries(pricing).map(([name, price]) => [name, Number(price)])),
    }),
  ],
  [
    "with what nobody knows yet",
    ({ pricing, ...others }) => ({ ...others, pricing: { ...pricing, overrides: [] }, benchmarks: { a: 1 } }),
  ],
])("the recorded list %s has the same free models", (_, rewritten) => {
  const { data } = JSON.parse(RECORDED) as { data: Entry[] };
  const other = read(JSON.stringify({ data: data.map(rewritten) }));
  const brief = ({ total, models }: FreeModels) => ({
    total,
    models: models.map(({ id, contextLength, modality }) => [id, contextLength, modality?.split(/\b/).toSorted()]),
    excluded: selectCandidates(models, NO_FILTERS, DAY).excluded,
  });
  expect(brief(other)).toEqual(brief(read(RECORDED)));
});

test("a model is described in the words of today's list", () => {
  expect(read(RECORDED).models.find(({ id }) => id === "google/gemma-4-26b-a4b-it:free")).toEqual({
    id: "google/gemma-4-26b-a4b-it:free",
    name: "Google: Gemma 4 26B A4B  (free)",
    provider: "openrouter",
    modelRef: "openrouter/google/gemma-4-26b-a4b-it:free",
    contextLength: 262_144,
    maxCompletionTokens: 32_768,
    supportedParametersCount: 9,
    supportsToolsMeta: true,
    modality: "image+text+video->text",
    inferredParamB: 26,
    createdAtMs: 1_775_227_989_000,
    expiresAtMs: null,
    pricing: { prompt: 0, completion: 0, request: null, image: null, webSearch: null, internalReasoning: null },
    isFree: true,
  });
});

test.each([
  ["prices of 0", { pricing: { prompt: "0", completion: "0.0" } }, true],
  ["prices that are numbers", { pricing: { prompt: 0, completion: 0 } }, true],
  ["prices of -1, which depend", { pricing: { prompt: "-1", completion: "-1" } }, false],
  ["a price for each request", { pricing: { prompt: "0", completion: "0", request: "0.01" } }, false],
  ["a price for thoughts", { pricing: { prompt: "0", completion: "0", internal_reasoning: "1e-7" } }, false],
  ["a price for searches alone", { pricing: { prompt: "0", completion: "0", web_search: "0.01" } }, true],
  ["prices with an exponent", { pricing: { prompt: "1e-7", completion: "0E0" } }, false],
  ["a negative price", { pricing: { prompt: "0", completion: "-0.1" } }, false],
  ["one price alone", { pricing: { prompt: "0" } }, false],
  ["empty prices", { pricing: { prompt: "", completion: "" } }, false],
  ["no prices", { pricing: undefined }, false],
])("%s: free is %p", (_, more, isFree) => {
  expect(only(more) !== undefined).toBe(isFree as boolean);
});

test("a name that ends in :free counts where there is no price, and not against one", () => {
  const none = [null, undefined, {}, [], { prompt: "", completion: null }];
  const some = [
    { prompt: "0.1", completion: "0" },
    { prompt: "NaN", completion: "NaN" },
    { prompt: {}, completion: [] },
  ];
  expect([...none, ...some].map((pricing) => only({ pricing }, "a/b:free") !== undefined)).toEqual([
    ...none.map(() => true),
    ...some.map(() => false),
  ]);
});

test("fields that are missing, new or of another type take nothing else along", () => {
  const odd = {
    name: 5,
    context_length: "many",
    architecture: null,
    top_provider: [],
    supported_parameters: "tools",
    created: "yesterday",
    expiration_date: "soon",
    new_field: { x: 1 },
  };
  expect(only(odd)).toMatchObject({
    name: "a/b",
    contextLength: null,
    maxCompletionTokens: null,
    supportsToolsMeta: null,
    modality: null,
    createdAtMs: null,
    expiresAtMs: null,
  });
  const mixed = JSON.stringify({ data: [null, 5, {}, { id: "" }, { id: "a b" }, entry("a/b"), entry("a/b")] });
  expect(read(mixed)).toMatchObject({ total: 1, models: [{ id: "a/b" }] });
});

test("of two entries with one id the one with a price counts", () => {
  const priced = entry("a/b", { pricing: { prompt: "1", completion: "1" } });
  for (const two of [
    [priced, entry("a/b")],
    [entry("a/b"), priced],
  ])
    expect(read(listOf(...two))).toEqual({ total: 1, models: [] });
});

test.each(["a/${HOME}:free", "a/$${X}:free", "a/\u001b[31m:free", "a/b\tc", "a/\u202eb", "", "x".repeat(201)])(
  "a model is not called %j",
  (id) => {
    expect(read(listOf(entry(id), entry("a/b")))).toMatchObject({ total: 1, models: [{ id: "a/b" }] });
  },
);

test("a list of a hundred thousand is read whole", () => {
  const free = Array.from({ length: 100_000 }, (_, index) => ({ id: `a/${index}:free` }));
  const { total, models } = read(listOf(...free, entry("a/paid", { pricing: { prompt: "1", completion: "1" } })));
  expect([total, models.length, models.at(-1)?.id]).toEqual([100_001, 100_000, "a/99999:free"]);
});

test.each([
  ["in seconds", 1_770_000_000, 1_770_000_000_000],
  ["in milliseconds", 1_770_000_000_000, 1_770_000_000_000],
  ["before there was any", -1, null],
  ["that is no number", "1770000000", null],
])("a time %s is understood", (_, created, createdAtMs) => {
  expect(only({ created })?.createdAtMs).toBe(createdAtMs);
});

test("what a terminal would act upon is taken for no kind of input or output", () => {
  const architecture = { input_modalities: ["text", "\u001b[31mimage"], output_modalities: ["text"], modality: "x" };
  expect(only({ architecture })?.modality).toBe("text->text");
  expect(only({ architecture: { modality: "text->\u001b]0;x\u0007" } })?.modality).toBeNull();
});

test.each([
  ["an empty body", "", "it is cut off, or no JSON"],
  ["a list that is cut off", RECORDED.slice(0, 200_000), "it is cut off, or no JSON"],
  ["a page", "<!doctype html><html></html>", "it is a page, not a list"],
  ["an object without a list", '{"models":[]}', "there is no list in it"],
  ["a list of another type", '{"data":{"a":1}}', "there is no list in it"],
  ["nothing", "null", "there is no list in it"],
  ["an empty list", '{"data":[]}', "the list is empty"],
  ["a list of something else", '{"data":[1,"a",{"id":5}]}', "the list names no model"],
])("%s is no list of models", (_, body, trouble) => {
  expect(parseCatalog(body)).toEqual({ trouble });
});
