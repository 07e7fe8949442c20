import type { CatalogRow } from "../../schema/catalog.ts";
import { isObject } from "../object.ts";
import { isModelId } from "./model-id.ts";
import type { Registry } from "./registry.ts";

/** A model as its provider lists it itself. */
export type Listed = { id: string; name?: string; contextWindow?: number; isFree?: true };

/** What providers listed, by provider, with the time at which each was asked, in milliseconds since 1970. */
export type Listing = Readonly<Record<string, { fetchedAt: number; models: readonly Listed[] }>>;

/** Reads a provider's list in any of the usual forms; `undefined` for something else. */
export function parseListing(body: unknown): Listed[] | undefined {
  const list = Array.isArray(body) ? body : isObject(body) ? (body["data"] ?? body["models"]) : undefined;
  if (!Array.isArray(list)) return undefined;
  const models: Listed[] = [];
  for (const entry of list as unknown[]) {
    const raw = typeof entry === "string" ? { id: entry } : entry;
    if (!isObject(raw)) continue;
    const id = String(raw["id"] ?? raw["model"] ?? raw["name"] ?? "").replace(/^models\//, "");
    if (!isModelId(id)) continue;
    const name = raw["display_name"] ?? raw["displayName"] ?? (raw["id"] === undefined ? undefined : raw["name"]);
    const context = raw["context_length"] ?? raw["context_window"] ?? raw["inputTokenLimit"] ?? raw["max_model_len"];
    models.push({
      id,
      ...(typeof name === "string" && name !== "" ? { name: name.slice(0, 100) } : {}),
      ...(typeof context === "number" && context > 0 ? { contextWindow: context } : {}),
    });
  }
  return models;
}

/**
 * The registry with what providers listed themselves beside it; what it knew already says more, and stays. Only that a
 * model was withdrawn is known better by a list which was fetched after `since`, the time of the catalog.
 */
export function withListing(registry: Registry, listing: Listing, since: number): Registry {
  if (Object.keys(listing).length === 0) return registry;
  const isNewer = (provider: string) => Object.hasOwn(listing, provider) && (listing[provider]?.fetchedAt ?? 0) > since;
  const offered = (row: CatalogRow): CatalogRow =>
    row.retired && isNewer(row.provider) && listing[row.provider]?.models.some(({ id }) => id === row.id)
      ? { ...row, retired: false }
      : row;
  const rowsOf = (provider: string): CatalogRow[] => {
    const models = Object.hasOwn(listing, provider) ? (listing[provider]?.models ?? []) : [];
    return models.map((model) => listedRow(provider, model));
  };
  const news = (known: readonly CatalogRow[], provider: string) => {
    const keys = new Set(known.map(({ key }) => key));
    return rowsOf(provider).filter(({ key }) => !keys.has(key));
  };
  return {
    ...registry,
    find(ref) {
      const known = registry.find(ref);
      return known === undefined ? rowsOf(ref.provider).find(({ id }) => id === ref.model) : offered(known);
    },
    ofProvider(provider) {
      const known = registry.ofProvider(provider).map(offered);
      return [...known, ...news(known, provider)];
    },
    groups: () => [
      ...registry
        .groups()
        .map((group) =>
          isNewer(group.provider) ? { provider: group.provider, rows: () => group.rows().map(offered) } : group,
        ),
      ...Object.keys(listing).map((provider) => ({
        provider,
        rows: () => news(registry.ofProvider(provider), provider),
      })),
    ],
  };
}

function listedRow(provider: string, { id, name, contextWindow, isFree }: Listed): CatalogRow {
  return {
    key: `${provider}/${id}`,
    provider,
    id,
    name: name ?? id,
    contextWindow: contextWindow ?? null,
    maxTokens: null,
    input: "text",
    reasoning: false,
    tools: false,
    deprecated: false,
    retired: false,
    cost: isFree ? { input: 0, output: 0 } : null,
    released: "",
  };
}
