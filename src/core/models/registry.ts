import type { Catalog, CatalogRow, Shelf } from "../../schema/catalog.ts";
import type { Config, ConfiguredModel, ConfiguredProvider } from "../../schema/config.ts";
import { compareText } from "../compare.ts";
import { isLocalUrl } from "../../contracts/local.ts";
import type { ProviderTable } from "./provider-table.ts";
import type { Ref } from "./ref.ts";

/** What OpenClaw assumes of a configured model that does not say. Facts: 2026.2.6-3 §4.2. */
const DEFAULT_CONTEXT = 200_000;
const DEFAULT_MAX_TOKENS = 8192;

/** Models of a provider that stand together; `shelf` where the config leaves all as the catalog has them. */
export type Group = { provider: string; shelf?: Shelf; rows(): CatalogRow[] };

/** Every model there is for this config: its own providers first, then the catalog. */
export type Registry = {
  find(ref: Ref): CatalogRow | undefined;
  ofProvider(provider: string): CatalogRow[];
  /** All models in their order; a row is only read when its group is asked for it. */
  groups(): Group[];
  /** Whether the config itself describes the model. */
  isConfigured(ref: Ref): boolean;
  /** Whether anything knows the provider: the program, the catalog or the config. */
  knowsProvider(provider: string): boolean;
  providerIds(): string[];
  /** Whether the provider answers on this machine or its own network, so that it needs no key. */
  isLocal(provider: string): boolean;
  /** Both prices 0 and not of a plan, or `:free`, or local; a withdrawn model is not to be had at any price. */
  isFree(model: CatalogRow): boolean;
};

/** Lays the config's providers over the catalog; `mode: "replace"` leaves the catalog out. */
export function createRegistry(config: Config, catalog: Catalog, providers: ProviderTable): Registry {
  const configured = new Map<string, ConfiguredProvider>();
  for (const [id, provider] of Object.entries(config.models?.providers ?? {})) {
    configured.set(providers.canonicalId(id), provider);
  }
  const replaces = config.models?.mode === "replace";
  const own = (provider: string): CatalogRow[] =>
    (configured.get(provider)?.models ?? []).map((model) => configuredRow(provider, model));
  const described = (ref: Ref) => configured.get(ref.provider)?.models?.find((model) => model.id === ref.model);
  const terms = new Map<string, { isLocal: boolean; isPlan: boolean }>();
  let last = { provider: "", isLocal: false, isPlan: false };
  const termsOf = (provider: string) => {
    if (provider !== last.provider) last = { provider, ...lookUpTerms(provider) };
    return last;
  };
  const lookUpTerms = (provider: string) => {
    let found = terms.get(provider);
    if (found === undefined) {
      const builtIn = providers.find(provider);
      const isPlan = builtIn?.subscription === true || /(^|-)plan(-|$)/.test(provider);
      found = { isLocal: isLocalUrl(configured.get(provider)?.baseUrl ?? builtIn?.baseUrl ?? ""), isPlan };
      terms.set(provider, found);
    }
    return found;
  };

  const ofProvider = (provider: string) => layered(replaces ? [] : catalog.ofProvider(provider), own(provider));

  return {
    isLocal: (provider) => termsOf(provider).isLocal,
    isConfigured: (ref) => described(ref) !== undefined,
    isFree({ provider, key, retired, cost }) {
      if (retired) return false;
      const { isLocal, isPlan } = termsOf(provider);
      return isLocal || (cost?.input === 0 && cost.output === 0 && !isPlan) || key.endsWith(":free");
    },
    find(ref) {
      const model = described(ref);
      if (model !== undefined) return configuredRow(ref.provider, model);
      return replaces ? undefined : catalog.find(ref.provider, ref.model);
    },
    ofProvider,
    groups() {
      const shelves = replaces ? new Map<string, Shelf>() : catalog.shelves();
      const groupOf = (provider: string): Group => {
        const shelf = configured.has(provider) ? undefined : shelves.get(provider);
        return shelf === undefined
          ? { provider, rows: () => ofProvider(provider) }
          : { provider, shelf, rows: shelf.rows };
      };
      return [...new Set([...shelves.keys(), ...configured.keys()])].toSorted(compareText).map(groupOf);
    },
    knowsProvider: (provider) =>
      configured.has(provider) || providers.find(provider) !== undefined || catalog.has(provider),
    providerIds: () => [
      ...new Set([...configured.keys(), ...providers.all.map(({ id }) => id), ...catalog.counts().keys()]),
    ],
  };
}

/** The catalog is sorted already; only what the config adds makes sorting necessary. */
function layered(base: CatalogRow[], over: readonly CatalogRow[]): CatalogRow[] {
  if (over.length === 0) return base;
  const rows = new Map([...base, ...over].map((model) => [model.key, model]));
  return [...rows.values()].toSorted((a, b) => compareText(a.id, b.id));
}

function configuredRow(provider: string, model: ConfiguredModel): CatalogRow {
  const contextWindow = model.contextWindow ?? DEFAULT_CONTEXT;
  const { input, output } = model.cost ?? {};
  return {
    key: `${provider}/${model.id}`,
    provider,
    id: model.id,
    name: model.name ?? model.id,
    contextWindow,
    maxTokens: model.maxTokens ?? Math.min(DEFAULT_MAX_TOKENS, contextWindow),
    input: (model.input ?? ["text"]).join("+"),
    reasoning: model.reasoning ?? false,
    tools: true,
    deprecated: false,
    retired: false,
    cost: input === undefined || output === undefined ? null : { input, output },
    released: "",
  };
}
