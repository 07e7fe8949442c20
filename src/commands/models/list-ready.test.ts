import { expect, test } from "bun:test";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { formatCatalog } from "../../catalog/document.ts";
import { embeddedCatalog } from "../../catalog/embedded.ts";
import { createProviderTable } from "../../core/models/provider-table.ts";
import { createRegistry } from "../../core/models/registry.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { authStore, cli, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { type World } from "../../testing/env.ts";
import { createStyle } from "../../ui/style.ts";
import { table } from "../../ui/table.ts";
import { columnsOf } from "./list-columns.ts";
import { readyTable } from "./list-ready.ts";
import { bareRows, type Part } from "./list-rows.ts";

const style = createStyle(false, Number.POSITIVE_INFINITY);
const embedded = await embeddedCatalog();
const registry = createRegistry({}, embedded, createProviderTable(PROVIDERS));
const groups = registry.groups();
const rowsOf = (from: number, to?: number) => groups.slice(from, to).flatMap((group) => bareRows(group, registry));
const bare = (from: number, to?: number): Part => ({ bare: groups.slice(from, to), count: 0 });

test.each<[string, Part[]]>([
  ["nothing else", [bare(0)]],
  ["the first provider's own", [{ rows: rowsOf(0, 1) }, bare(1)]],
  ["the last provider's own", [bare(0, -1), { rows: rowsOf(-1) }]],
  ["those of one in the middle", [bare(0, 40), { rows: rowsOf(40, 41) }, bare(41)]],
])("the lines stand ready beside %s, as they would be drawn", (_, parts) => {
  expect(readyTable(parts, style)).toBe(table(columnsOf(rowsOf(0), style), style));
});

test("lines do not stand ready where a column is wider, or narrower for want of its widest cells", () => {
  const [row] = rowsOf(0, 1);
  const long = row === undefined ? [] : [{ ...row, key: "x".repeat(200) }];
  expect(readyTable([bare(0), { rows: long }], style)).toBeUndefined();
  expect(readyTable([bare(0, 1)], style)).toBeUndefined();
});

const model = (primary: string, more: object = {}) => ({ agents: { defaults: { model: { primary, ...more } } } });
const provider = (id: string, ...models: object[]) => ({
  models: { providers: { [id]: { baseUrl: "https://a.example", models } } },
});
const dearest = embedded.all().reduce((most, row) => {
  const size = ({ cost }: typeof row) => `${cost?.input}/${cost?.output}`.length;
  return row.cost !== null && size(row) > size(most) ? row : most;
});
const key = (name: string) => ({ type: "api_key", provider: name, key: "0123456789abcdefghij" });

const HOMES: Readonly<Record<string, World>> = {
  "nothing at all": {},
  roles: withConfig(
    model("openai/gpt-5.2", { fallbacks: ["groq/llama-3.3-70b-versatile", "zai/gone", "302ai/MiniMax-M1"] }),
  ),
  aliases: withConfig({
    agents: { defaults: { models: { "openrouter/openrouter/auto": { alias: "a" }, "x/y": {} } } },
  }),
  "keys of every kind": withConfig(model("openrouter/openrouter/auto"), {
    files: authStore({ profiles: { "nano-gpt:a": key("nano-gpt"), "openrouter:b": key("openrouter") } }),
    variables: { GROQ_API_KEY: "gsk_0123456789abcdefghij", OPENAI_API_KEY: "sk-0123456789abcdefghij" },
  }),
  "a provider of its own between others": withConfig(provider("corp", { id: "big" }, { id: "a/b" })),
  "providers before and behind all others": withConfig({
    models: {
      providers: Object.fromEntries(["0", "zzz"].map((id) => [id, { baseUrl: "http://10.0.0.1", models: [{ id }] }])),
    },
  }),
  "a provider that is local here": withConfig({
    models: { providers: { "nano-gpt": { baseUrl: "http://127.0.0.1:9", models: [] } } },
  }),
  "a model described anew": withConfig(provider("openai", { id: "gpt-5.2", contextWindow: 5 })),
  "the widest price taken away": withConfig(provider(dearest.provider, { id: dearest.id })),
  "a wider price": withConfig(provider("corp", { id: "m", cost: { input: 1_234_567.25, output: 1_234_567.25 } })),
  "a longer name": withConfig(provider("corp", { id: "x".repeat(200) })),
  "a name of wide characters": withConfig(provider("corp", { id: "模型-é" })),
  "a name that forges": withConfig(provider("corp", { id: "a\u001b[31mb\tc" })),
  "a name that is a key": withConfig(provider("corp", { id: "gsk_0123456789abcdefghij" })),
  "no catalog": withConfig({ models: { mode: "replace", ...provider("corp", { id: "m" }).models } }),
  "a catalog that was fetched": withConfig(model("openai/gpt-5.2"), {
    files: {
      [`${HOME}/.cache/openclaw-cli/catalog.tsv`]: formatCatalog(
        embedded.all().map((row) => Object.assign(row, { contextWindow: 123_000 })),
        EMBEDDED_AT + 1,
      ),
    },
  }),
  "lists of providers": withConfig(model("groq/brand-new"), {
    files: {
      [`${HOME}/.cache/openclaw-cli/models.json`]: JSON.stringify({
        version: 1,
        providers: Object.fromEntries(
          ["groq", "302ai", "ollama"].map((id) => [id, { fetchedAt: 1, models: [{ id: "brand-new" }] }]),
        ),
      }),
    },
  }),
};

test.each(Object.entries(HOMES))("a pipe and a wide terminal are shown the same with %s", async (_, world) => {
  const piped = await cli("models list --all", world);
  // Nothing stands ready for a terminal: there each row is drawn.
  const drawn = await cli("models list --all", {
    ...world,
    columns: 100_000,
    variables: { ...world.variables, NO_COLOR: "1" },
  });
  expect(piped.stdout.split("\n")).toEqual(drawn.stdout.split("\n"));
  expect([piped.code, piped.stderr]).toEqual([drawn.code, drawn.stderr]);
});
