import type { CatalogRow } from "../../schema/catalog.ts";
import { compareText } from "../compare.ts";

/**
 * Lays a fresh catalog over the one from before. A model that its provider lists no more stays, marked as withdrawn, so
 * that a config which names it is told so; providers that the fresh one does not carry stay as they are, and of those that
 * it carries in `parts` nothing is withdrawn.
 */
export function mergeCatalog(
  before: readonly CatalogRow[],
  fresh: readonly CatalogRow[],
  parts: ReadonlySet<string>,
): CatalogRow[] {
  const carried = new Set(fresh.map(({ provider }) => provider)).difference(parts);
  const rows = new Map<string, CatalogRow>();
  for (const row of before) rows.set(row.key, carried.has(row.provider) ? { ...row, retired: true } : row);
  for (const row of fresh) rows.set(row.key, row);
  return [...rows.values()].toSorted((a, b) => compareText(a.provider, b.provider) || compareText(a.id, b.id));
}
