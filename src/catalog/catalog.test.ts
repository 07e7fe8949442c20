import { expect, test } from "bun:test";
import type { CatalogRow } from "../schema/catalog.ts";
import { createCatalog, formatRow } from "./catalog.ts";
import { embeddedCatalog } from "./embedded.ts";

const base = { reasoning: false, tools: false, deprecated: false, retired: false };
const gpt: CatalogRow = {
  ...base,
  key: "openai/gpt-5.2",
  provider: "openai",
  id: "gpt-5.2",
  name: "GPT-5.2",
  contextWindow: 400_000,
  maxTokens: 128_000,
  input: "text+image+pdf",
  reasoning: true,
  tools: true,
  cost: { input: 1.75, output: 14 },
  released: "2025-12-11",
};
const auto: CatalogRow = {
  ...base,
  key: "openrouter/openrouter/auto",
  provider: "openrouter",
  id: "openrouter/auto",
  name: "Auto",
  contextWindow: null,
  maxTokens: null,
  input: "text",
  cost: null,
  released: "",
};
const llama: CatalogRow = {
  ...auto,
  key: "openrouter/meta/llama:free",
  id: "meta/llama:free",
  name: "Llama",
  input: "text+audio+video",
  deprecated: true,
  retired: true,
  cost: { input: 0, output: 0 },
};
const lines = [
  "openai/gpt-5.2\tGPT-5.2\t400000\t128000\ttip\trt\t1.75\t14\t2025-12-11",
  "openrouter/meta/llama:free\tLlama\t\t\ttav\tdx\t0\t0\t",
  "openrouter/openrouter/auto\tAuto\t\t\tt\t\t\t\t",
];
const catalog = createCatalog(`# comment\n# provider/id, name\n${lines.join("\n")}\n`);

test("rows are read in their order", () => {
  expect(catalog.all()).toEqual([gpt, llama, auto]);
  expect([...catalog.counts().keys()]).toEqual(["openai", "openrouter"]);
});

test("rows are written as they are read", () => {
  expect([gpt, llama, auto].map(formatRow)).toEqual(lines);
});

test("half a price is no price", () => {
  expect(createCatalog("#\na/m\tM\t\t\tt\t\t0\t\t\n").find("a", "m")?.cost).toBeNull();
});

test.each<[string, string, CatalogRow | undefined]>([
  ["openai", "gpt-5.2", gpt],
  ["openrouter", "openrouter/auto", auto],
  ["openrouter", "meta/llama:free", llama],
  ["openrouter/meta", "llama:free", llama],
  ["openai", "gpt-5", undefined],
  ["openai", "GPT-5.2", undefined],
  ["openai", "", undefined],
  ["router", "openrouter/auto", undefined],
  ["", "", undefined],
  ["constructor", "x", undefined],
])("%s/%s is found to the letter", (provider, id, row) => {
  expect(catalog.find(provider, id)).toEqual(row);
});

test.each<[string, CatalogRow[]]>([
  ["openai", [gpt]],
  ["openrouter", [llama, auto]],
  ["open", []],
  ["router", []],
  ["# comment", []],
  ["constructor", []],
])("the models of %s are its own alone", (provider, rows) => {
  expect(catalog.ofProvider(provider)).toEqual(rows);
  const shelf = catalog.shelves().get(provider);
  expect([shelf?.count ?? 0, shelf?.keys() ?? [], shelf?.rows() ?? []]).toEqual([
    rows.length,
    rows.map(({ key }) => key),
    rows,
  ]);
  expect(catalog.has(provider)).toBe(rows.length > 0);
});

test.each(["", "# only a comment", "# only a comment\n"])("the catalog %j is empty", (body) => {
  const empty = createCatalog(body);
  expect([empty.all(), empty.counts().size, empty.ofProvider("a"), empty.has("a")]).toEqual([[], 0, [], false]);
});

test("a last line without an end is a row like others", () => {
  const short = createCatalog(`#\n${formatRow(gpt)}`);
  expect([short.all(), short.find("openai", "gpt-5.2"), short.ofProvider("openai")]).toEqual([[gpt], gpt, [gpt]]);
});

const embedded = await embeddedCatalog();
const rows = embedded.all();

test("of the embedded catalog every row is written as it is read, once, beside its provider's others", () => {
  const again = createCatalog(`#\n${rows.map(formatRow).join("\n")}\n`);
  expect(again.all()).toEqual(rows);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const counts = [...embedded.counts()];
  expect(counts.flatMap(([provider]) => embedded.ofProvider(provider))).toEqual(rows);
  expect(counts.map(([provider]) => embedded.ofProvider(provider).length)).toEqual(counts.map(([, amount]) => amount));
});

test("of the embedded catalog every row is whole", () => {
  const broken = rows.filter(
    ({ name, id, input, cost, contextWindow, released }) =>
      name === "" ||
      id === "" ||
      !/^(text|image|audio|video|pdf)(\+(text|image|audio|video|pdf))*$/.test(input) ||
      !(cost === null || (cost.input >= 0 && cost.output >= 0)) ||
      !(contextWindow === null || Number.isSafeInteger(contextWindow)) ||
      !/^(\d{4}-\d{2}(-\d{2})?)?$/.test(released),
  );
  expect(broken).toEqual([]);
});
