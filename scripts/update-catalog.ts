/**
 * Turns models.dev's api.json into the embedded catalog.
 *
 *   bun scripts/update-catalog.ts [--from <file|url>]
 *
 * Provider ids become OpenClaw's. A model that its provider lists no more stays, marked as withdrawn, so that
 * a config which names it is told so; providers that the source does not carry stay as they are.
 */
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { createCatalog, formatRow } from "../src/catalog/catalog.ts";
import { compareText } from "../src/core/compare.ts";
import { PROVIDERS } from "../src/providers/index.ts";
import type { CatalogRow } from "../src/schema/catalog.ts";

const TARGET = join(import.meta.dir, "../src/catalog/catalog.tsv");
const MAX_BYTES = 64 * 1024 * 1024;

const Amount = v.pipe(v.number(), v.finite());
const Model = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[!-~]+$/)),
  name: v.optional(v.string()),
  reasoning: v.optional(v.boolean()),
  tool_call: v.optional(v.boolean()),
  status: v.optional(v.string()),
  release_date: v.optional(v.string()),
  modalities: v.optional(v.looseObject({ input: v.optional(v.array(v.string())) })),
  limit: v.optional(v.looseObject({ context: v.optional(Amount), output: v.optional(Amount) })),
  cost: v.optional(v.looseObject({ input: v.optional(Amount), output: v.optional(Amount) })),
});
const ProviderId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i));
const Source = v.record(ProviderId, v.looseObject({ models: v.record(v.string(), Model) }));

async function load(from: string): Promise<unknown> {
  if (!/^https?:/.test(from)) return Bun.file(from).json();
  const response = await fetch(from, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${from} answered ${response.status}`);
  const body = await response.arrayBuffer();
  if (body.byteLength > MAX_BYTES) throw new Error(`${from} is larger than ${MAX_BYTES} bytes`);
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
}

/** One line without tabs or control characters. In plain ASCII the whole catalog takes half the memory and time. */
const clean = (text: string) =>
  text
    .replace(/[\u2010-\u2015]/g, "-")
    .normalize("NFKD")
    .replace(/[^ -~]+/g, (run) => (/^\p{M}+$/u.test(run) ? "" : " "))
    .trim();

function toRow(provider: string, model: v.InferOutput<typeof Model>): CatalogRow {
  const { input, output } = model.cost ?? {};
  return {
    key: `${provider}/${model.id}`,
    provider,
    id: model.id,
    name: clean(model.name ?? model.id),
    contextWindow: model.limit?.context || null,
    maxTokens: model.limit?.output || null,
    input: (model.modalities?.input ?? ["text"]).join("+"),
    reasoning: model.reasoning ?? false,
    tools: model.tool_call ?? false,
    deprecated: model.status === "deprecated",
    retired: false,
    cost: input === undefined || output === undefined ? null : { input, output },
    released: /^\d{4}-\d{2}(-\d{2})?$/.test(model.release_date ?? "") ? (model.release_date ?? "") : "",
  };
}

const { values } = parseArgs({ options: { from: { type: "string", default: "https://models.dev/api.json" } } });
const source = v.parse(Source, await load(values.from));
const ourIds = new Map(
  PROVIDERS.flatMap((provider) => (provider.catalogId ? [[provider.catalogId, provider.id]] : [])),
);
const fresh = Object.entries(source).flatMap(([id, provider]) =>
  Object.values(provider.models).map((model) => toRow(ourIds.get(id) ?? id, model)),
);
if (fresh.length === 0) throw new Error(`${values.from} holds no models`);

const carried = new Set(fresh.map((row) => row.provider));
const seen = new Set(fresh.map((row) => row.key));
const before = (await Bun.file(TARGET).exists()) ? createCatalog(await Bun.file(TARGET).text()).all() : [];
const kept = before
  .filter((row) => !seen.has(row.key))
  .map((row) => Object.assign(row, carried.has(row.provider) ? { retired: true } : {}));

const rows = [...new Map([...kept, ...fresh].map((row) => [row.key, row])).values()].toSorted(
  (a, b) => compareText(a.provider, b.provider) || compareText(a.id, b.id),
);
const header = [
  "# Models of every provider, from models.dev (MIT, https://github.com/anomalyco/models.dev); see NOTICE.md",
  "# key, name, context, output, input, flags (reasoning, tools, deprecated, x = withdrawn), $/M in, $/M out, released",
];
await Bun.write(`${TARGET}.new`, `${[...header, ...rows.map(formatRow)].join("\n")}\n`);
await rename(`${TARGET}.new`, TARGET);
console.log(
  `${rows.length} models of ${new Set(rows.map((row) => row.provider)).size} providers, ${kept.length} kept from before`,
);
