/**
 * Brings the embedded catalog up to date, as `openclaw models refresh` does with a user's: from models.dev's api.json, over
 * the models that are embedded now.
 *
 *   bun scripts/update-catalog.ts [--from <file|url>] [--date <when a file was fetched, 2026-09-30T00:00:00Z>]
 */
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatCatalog } from "../src/catalog/document.ts";
import { embeddedCatalog } from "../src/catalog/embedded.ts";
import { lossOf } from "../src/core/catalog/loss.ts";
import { mergeCatalog } from "../src/core/catalog/merge.ts";
import { requireWhole } from "../src/core/catalog/refresh.ts";
import { MODELS_DEV, parseSource, readSource } from "../src/core/catalog/source.ts";
import { createEnv } from "../src/edge/env.ts";
import { PROVIDERS } from "../src/providers/index.ts";

const CATALOG = join(import.meta.dir, "../src/catalog");

const { values } = parseArgs({ options: { from: { type: "string", default: MODELS_DEV }, date: { type: "string" } } });
const env = createEnv("update-catalog");
const fetchedAt = values.date === undefined ? env.now() : Date.parse(values.date);
const source = parseSource(values.from, env);
const fresh = await readSource(env, source, PROVIDERS);
const before = (await embeddedCatalog()).all();
requireWhole(source, lossOf(before, fresh));
const rows = mergeCatalog(before, fresh, new Set());
const date = Temporal.Instant.fromEpochMilliseconds(fetchedAt).toString();
const files = {
  "catalog.tsv": formatCatalog(rows, fetchedAt),
  "date.ts": `/** When the embedded catalog was fetched, in milliseconds since 1970; \`scripts/update-catalog.ts\` writes it. */
export const EMBEDDED_AT = ${fetchedAt}; // ${date}
`,
};
for (const [name, text] of Object.entries(files)) {
  await Bun.write(join(CATALOG, `${name}.new`), text);
  await rename(join(CATALOG, `${name}.new`), join(CATALOG, name));
}
console.log(`${rows.length} models of ${new Set(rows.map(({ provider }) => provider)).size} providers, of ${date}`);
