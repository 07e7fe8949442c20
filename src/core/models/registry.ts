import type { Catalog, CatalogRow } from "../../schema/catalog.ts";
import type { Config, ConfiguredModel, ConfiguredProvider } from "../../schema/config.ts";
import type { ProviderTable } from "./provider-table.ts";
import type { Ref } from "./ref.ts";

/** What OpenClaw assumes of a configured model that does not say. Facts: 2026.2.6-3 §4.2. */
const DEFAULT_CONTEXT = 200_000;
const DEFAULT_MAX_TOKENS = 8192;

export type Model = CatalogRow & {
  /** Answers on this machine or its own network, so it needs no key and costs nothing. */
  local: boolean;
  free: boolean;
  source: "config" | "catalog";
};

/** Every model there is for this config: its own providers first, then the catalog. */
export type Registry = {
  find(ref: Ref): Model | undefined;
  ofProvider(provider: string): Model[];
  all(): Model[];
  /** Whether anything knows the provider: the program, the catalog or the config. */
  knowsProvider(provider: string): boolean;
  providerIds(): string[];
  isLocal(provider: string): boolean;
};

/** Lays the config's providers over the catalog; `mode: "replace"` leaves the catalog out. */
export function createRegistry(config: Config, catalog: Catalog, providers: ProviderTable): Registry {
  const configured = new Map<string, ConfiguredProvider>();
  for (const [id, provider] of Object.entries(config.models?.providers ?? {})) {
    configured.set(providers.canonicalId(id), provider);
  }
  const replaces = config.models?.mode === "replace";
  const isLocal = (provider: string) =>
    isLocalUrl(configured.get(provider)?.baseUrl ?? providers.find(provider)?.baseUrl ?? "");
  const toModel = (row: CatalogRow, source: Model["source"]): Model => {
    const local = isLocal(row.provider);
    return { ...row, local, free: isFree(row, local, providers), source };
  };
  const fromCatalog = (row: CatalogRow) => toModel(row, "catalog");
  const ofConfig = (provider: string): Model[] =>
    (configured.get(provider)?.models ?? []).map((model) => toModel(configuredRow(provider, model), "config"));
  const ofCatalog = (provider: string) => (replaces ? [] : catalog.ofProvider(provider).map(fromCatalog));

  return {
    isLocal,
    find(ref) {
      const own = configured.get(ref.provider)?.models?.find((model) => model.id === ref.model);
      if (own !== undefined) return toModel(configuredRow(ref.provider, own), "config");
      const row = replaces ? undefined : catalog.find(ref.provider, ref.model);
      return row === undefined ? undefined : fromCatalog(row);
    },
    ofProvider: (provider) => sorted(layered(ofCatalog(provider), ofConfig(provider))),
    all() {
      const rows = replaces ? [] : catalog.all().map(fromCatalog);
      const own = [...configured.keys()].flatMap(ofConfig);
      return own.length === 0 ? rows : sorted(layered(rows, own));
    },
    knowsProvider: (provider) =>
      configured.has(provider) || providers.find(provider) !== undefined || catalog.providers().includes(provider),
    providerIds: () => [...new Set([...configured.keys(), ...providers.all.map(({ id }) => id), ...catalog.providers()])],
  };
}

function layered(base: readonly Model[], over: readonly Model[]): Model[] {
  return [...new Map([...base, ...over].map((model) => [`${model.provider}/${model.id}`, model])).values()];
}

function sorted(models: Model[]): Model[] {
  return models.sort((a, b) => a.provider.localeCompare(b.provider, "en") || a.id.localeCompare(b.id, "en"));
}

function configuredRow(provider: string, model: ConfiguredModel): CatalogRow {
  const contextWindow = model.contextWindow ?? DEFAULT_CONTEXT;
  const { input, output } = model.cost ?? {};
  const cost = input === undefined || output === undefined ? null : { input, output };
  return {
    provider,
    id: model.id,
    name: model.name ?? model.id,
    contextWindow,
    maxTokens: model.maxTokens ?? Math.min(DEFAULT_MAX_TOKENS, contextWindow),
    input: model.input ?? ["text"],
    reasoning: model.reasoning ?? false,
    tools: true,
    deprecated: false,
    retired: false,
    cost,
    released: "",
  };
}

/** Both prices 0 and not of a plan, or `:free`, or local; a withdrawn model is not to be had at any price. */
function isFree(row: CatalogRow, local: boolean, providers: ProviderTable): boolean {
  if (local || row.id.endsWith(":free")) return !row.retired;
  const isPlan = providers.find(row.provider)?.subscription === true || /(^|-)plan(-|$)/.test(row.provider);
  return !isPlan && !row.retired && row.cost?.input === 0 && row.cost.output === 0;
}

/** Whether a base URL stands on this machine or in its own network: loopback, private, link-local or `*.local`. */
export function isLocalUrl(baseUrl: string): boolean {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname.replace(/^\[|\]$/g, "").toLowerCase() : "";
  if (host === "localhost" || host.endsWith(".localhost") || host.endsWith(".local") || host === "host.docker.internal") return true;
  if (host === "::1" || /^f[cd][0-9a-f]{2}:/.test(host) || host.startsWith("fe80:")) return true;
  return /^(127|10)\.|^0\.0\.0\.0$|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(host)
    ? /^[\d.]+$/.test(host)
    : false;
}
