import { createCatalog } from "../../catalog/catalog.ts";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { formatCatalog } from "../../catalog/document.ts";
import { embeddedCatalog } from "../../catalog/embedded.ts";
import type { Env } from "../../contracts/env.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import type { CatalogState, RefreshResult } from "../../schema/refresh.ts";
import type { Setup } from "../setup.ts";
import { configuredChanges, countChanges } from "./compare.ts";
import { type CatalogInUse, overtakenRows, writeCatalog } from "./current.ts";
import { isMost, type Loss, lossOf } from "./loss.ts";
import { mergeCatalog } from "./merge.ts";
import { MODELS_DEV, readSource, type Source, unfit } from "./source.ts";

type Refreshed = Omit<RefreshResult, "source">;

/** Brings the catalog up to date, for every command from now on, and says what is new in it. */
export async function refreshCatalog(env: Env, setup: Setup, source: Source): Promise<Refreshed> {
  const fresh = await readSource(env, source, setup.names.providers.all);
  const before = [...setup.catalog.catalog.all(), ...(await overtakenRows(env, setup.catalog))];
  const loss = lossOf(before, fresh);
  requireWhole(source, loss);
  const parts = await partsOf(source, loss);
  const rows = mergeCatalog(before, fresh, new Set(parts.map(({ provider }) => provider)));
  // What is fetched now is newer than what the program was built with, even where the clock says otherwise.
  const fetchedAt = Math.max(env.now(), EMBEDDED_AT + 1);
  const text = formatCatalog(rows, fetchedAt);
  await writeCatalog(env, text);
  return {
    refreshed: true,
    reason: null,
    before: stateOf(setup.catalog, before),
    after: stateOf({ fetchedAt, isBuiltIn: false }, rows),
    ...countChanges(before, rows),
    incomplete: parts,
    configured: configuredChanges(setup, setup.catalog.catalog, createCatalog(text)),
  };
}

/** Refuses a source that would withdraw most of what is offered. */
export function requireWhole(source: Source, loss: Loss): void {
  const { lost, offered } = loss;
  if (isMost(loss))
    throw unfit(source, `is not the whole catalog: it lists ${lost} of ${offered} offered models no more`);
}

/**
 * The providers of which a named source holds but a part. A file of one's own mostly says something of a few models, not
 * that there are no others; of a provider that the program knows nothing of by itself, it says everything.
 */
async function partsOf({ place }: Source, { providers }: Loss): Promise<Refreshed["incomplete"]> {
  if (place === MODELS_DEV) return [];
  const builtIn = await embeddedCatalog();
  return [...providers]
    .filter(([provider]) => builtIn.has(provider))
    .map(([provider, { lost }]) => ({ provider, kept: lost }));
}

/** The same for a catalog that stays as it is. */
export function keptCatalog({ catalog }: Setup, reason: string): Refreshed {
  const state = stateOf(catalog, catalog.catalog.all());
  return {
    refreshed: false,
    reason,
    before: state,
    after: state,
    added: 0,
    removed: 0,
    changed: 0,
    incomplete: [],
    configured: [],
  };
}

function stateOf(
  { fetchedAt, isBuiltIn }: Pick<CatalogInUse, "fetchedAt" | "isBuiltIn">,
  rows: readonly CatalogRow[],
): CatalogState {
  const offered = rows.filter(({ retired }) => !retired);
  const providers = new Set(offered.map(({ provider }) => provider));
  return { fetchedAt, builtIn: isBuiltIn, models: offered.length, providers: providers.size };
}
