import { EMBEDDED } from "../../catalog/catalog.ts";
import { aliasesOf } from "../../core/models/aliases.ts";
import { createProviderTable } from "../../core/models/provider-table.ts";
import { parseRef } from "../../core/models/ref.ts";
import { createRegistry, type Registry } from "../../core/models/registry.ts";
import { chosenTexts } from "../../core/models/resolve.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import type { Config } from "../../schema/config.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { type Candidate, groupOf, grouped, LIMIT } from "./candidate.ts";

/** Says in a few words what a model is; nothing of one that nobody knows. */
export type Describe = (reference: string) => string;

/** The models of one provider, listed when they are asked for. */
type Shelf = { provider: string; amount: number; list(): readonly Candidate[] };

/**
 * Aliases and the config's own models first; the catalog's where none of them begins like the word, or where the word
 * ends at a slash and asks for everything behind it.
 */
export function modelCandidates(config: Config, typed: string, describes: boolean): readonly Candidate[] {
  const describe = describes ? describer(config) : () => "";
  const named = namedModels(config, describe);
  const own = shelved(ownShelves(config, describe), typed, LIMIT - named.length);
  const first = [...named, ...own];
  const isFound = !typed.endsWith("/") && first.some(({ value }) => value.startsWith(typed));
  if (isFound || config.models?.mode === "replace") return first;
  return unique([...first, ...shelved(catalogShelves(config, typed, describes), typed, LIMIT)]);
}

/** Every alias, and every model that somebody chose. */
function namedModels(config: Config, describe: Describe): Candidate[] {
  const aliases = aliasesOf(config).map(({ alias, target }) => ({ value: alias, about: target }));
  const chosen = chosenTexts(config).map((text) => ({ value: text.trim(), about: "" }));
  return unique([...aliases, ...chosen]).map(({ value, about }) => ({ value, about: about || describe(value) }));
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.toReversed().map((candidate) => [candidate.value, candidate])).values()].toReversed();
}

/** Models one by one while there is room for them, else provider by provider. */
function shelved(shelves: readonly Shelf[], typed: string, room: number): readonly Candidate[] {
  const inside = shelves.filter(({ provider }) => typed.startsWith(`${provider}/`));
  if (inside.length > 0) return inside.flatMap((shelf) => grouped(shelf.list(), typed, "/", "model"));
  const fitting = shelves.filter(({ provider }) => provider.startsWith(typed));
  const amount = fitting.reduce((sum, shelf) => sum + shelf.amount, 0);
  if (amount <= room) return fitting.flatMap((shelf) => shelf.list());
  return fitting.map((shelf) => groupOf(`${shelf.provider}/`, shelf.amount, "model"));
}

function ownShelves(config: Config, describe: Describe): Shelf[] {
  return Object.entries(config.models?.providers ?? {}).map(([provider, { models = [] }]) => ({
    provider,
    amount: models.length,
    list: () =>
      models.map(({ id }) => {
        const value = `${provider}/${id}`;
        return { value, about: describe(value) };
      }),
  }));
}

/** Those of the catalog; the one that is typed in full, or all that begin like the word. */
function catalogShelves(config: Config, typed: string, describes: boolean): Shelf[] {
  const say = describes ? rowDescriber(createRegistry(config, EMBEDDED, createProviderTable(PROVIDERS))) : () => "";
  const slash = typed.indexOf("/");
  const counts = slash < 0 ? EMBEDDED.counts(typed) : [[typed.slice(0, slash), 0] as const];
  return [...counts].map(([provider, amount]) => ({
    provider,
    amount,
    list: () =>
      EMBEDDED.ofProvider(provider)
        .filter(({ retired }) => !retired)
        .map((row) => ({ value: row.key, about: say(row) })),
  }));
}

/** Describes the models that the config or the catalog knows. */
export function describer(config: Config): Describe {
  const providers = createProviderTable(PROVIDERS);
  const registry = createRegistry(config, EMBEDDED, providers);
  const say = rowDescriber(registry);
  return (reference) => {
    const ref = parseRef(reference, providers);
    const row = ref === undefined ? undefined : registry.find(ref);
    return row === undefined ? "" : say(row);
  };
}

function rowDescriber(registry: Registry): (row: CatalogRow) => string {
  return (row) => {
    const context = row.contextWindow === null ? "" : formatContext(row.contextWindow);
    const price = formatPrice(registry.isLocal(row.provider), registry.isFree(row), row.cost);
    const known = row.name === row.id ? "" : row.name;
    return [known, row.retired ? "withdrawn" : "", context, price].filter(Boolean).join(", ");
  };
}
