import type { Env } from "../../contracts/env.ts";
import { currentCatalog } from "../../core/catalog/current.ts";
import { aliasesOf } from "../../core/models/aliases.ts";
import { chosenTexts } from "../../core/models/resolve.ts";
import type { Catalog } from "../../schema/catalog.ts";
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
export async function modelCandidates(
  env: Env,
  config: Config,
  typed: string,
  describes: boolean,
): Promise<readonly Candidate[]> {
  const { catalog } = await currentCatalog(env);
  const describe = describes ? describer(config, catalog) : () => "";
  const named = namedModels(config, describe);
  const own = shelved(ownShelves(config, describe), typed, LIMIT - named.length);
  const first = unique([...named, ...own]);
  const isFound = !typed.endsWith("/") && first.some(({ value }) => value.startsWith(typed));
  if (isFound || config.models?.mode === "replace") return first;
  return unique([...first, ...shelved(catalogShelves(catalog, typed, describes), typed, LIMIT)]);
}

/** Every alias, and every model that somebody chose. */
function namedModels(config: Config, describe: Describe): Candidate[] {
  const named: Candidate[] = [];
  for (const { alias, target } of aliasesOf(config)) named.push({ value: alias, about: target });
  for (const text of chosenTexts(config)) named.push({ value: text.trim(), about: "" });
  const once = unique(named);
  for (const candidate of once) candidate.about ||= describe(candidate.value);
  return once;
}

/** Each value once, where it stands first. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<string, true>();
  const first: Candidate[] = [];
  for (const candidate of candidates) {
    if (!seen.has(candidate.value)) first.push(candidate);
    seen.set(candidate.value, true);
  }
  return first;
}

/** Models one by one while there is room for them, else provider by provider. */
function shelved(shelves: readonly Shelf[], typed: string, room: number): readonly Candidate[] {
  const fitting: Shelf[] = [];
  let amount = 0;
  for (const shelf of shelves) {
    if (typed.startsWith(`${shelf.provider}/`)) return grouped(shelf.list(), typed, "/", "model");
    if (!shelf.provider.startsWith(typed)) continue;
    fitting.push(shelf);
    amount += shelf.amount;
  }
  const offered: Candidate[] = [];
  for (const shelf of fitting) {
    if (amount <= room) offered.push(...shelf.list());
    else offered.push(groupOf(`${shelf.provider}/`, shelf.amount, "model"));
  }
  return offered;
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
function catalogShelves(catalog: Catalog, typed: string, describes: boolean): Shelf[] {
  const slash = typed.indexOf("/");
  if (slash >= 0) return [catalogShelf(catalog, typed.slice(0, slash), 0, describes)];
  const shelves: Shelf[] = [];
  for (const [provider, amount] of catalog.counts(typed))
    shelves.push(catalogShelf(catalog, provider, amount, describes));
  return shelves;
}

function catalogShelf(catalog: Catalog, provider: string, amount: number, describes: boolean): Shelf {
  const list = () => {
    const models: Candidate[] = [];
    for (const row of catalog.ofProvider(provider)) {
      if (!row.retired) models.push({ value: row.key, about: describes ? factsOf(row) : "" });
    }
    return models;
  };
  return { provider, amount, list };
}

/** Describes the models that the config or the catalog knows; only by what they are called there. */
export async function describerOf(env: Env, config: Config): Promise<Describe> {
  return describer(config, (await currentCatalog(env)).catalog);
}

function describer(config: Config, catalog: Catalog): Describe {
  const providers = config.models?.providers ?? {};
  const aliases = aliasesOf(config);
  return (reference) => {
    if (!reference.includes("/")) return aliases.find(({ alias }) => alias === reference)?.target ?? "";
    const slash = reference.indexOf("/");
    const provider = reference.slice(0, slash);
    const id = reference.slice(slash + 1);
    const own = Object.hasOwn(providers, provider)
      ? providers[provider]?.models?.find((model) => model.id === id)
      : undefined;
    const row = own === undefined ? catalog.find(provider, id) : { retired: false, ...own, id };
    return row === undefined ? "" : factsOf(row);
  };
}

type Facts = {
  id: string;
  name?: string | undefined;
  retired: boolean;
  contextWindow?: number | null | undefined;
  cost?: { input?: number | undefined; output?: number | undefined } | null | undefined;
};

/** What a person chooses by: the name, how much it holds, what it costs. */
function factsOf({ id, name = "", retired, contextWindow, cost }: Facts): string {
  const { input, output } = cost ?? {};
  const price = input === undefined || output === undefined ? null : { input, output };
  let text = name === id ? "" : name;
  const add = (fact: string) => (text += text === "" || fact === "" ? fact : `, ${fact}`);
  if (retired) add("withdrawn");
  if (contextWindow) add(formatContext(contextWindow));
  add(formatPrice(false, id.endsWith(":free"), price));
  return text;
}
