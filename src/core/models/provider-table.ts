import type { Provider } from "../../contracts/provider.ts";

/** The built-in providers with the look-ups that everything else needs; core knows none by name. */
export type ProviderTable = {
  readonly all: readonly Provider[];
  find(id: string): Provider | undefined;
  /** The id that a spelling stands for: trimmed, lower case, older names replaced. */
  canonicalId(spelling: string): string;
};

/** Indexes the provider rows once for a run. */
export function createProviderTable(all: readonly Provider[]): ProviderTable {
  const byId = new Map(all.map((provider) => [provider.id, provider]));
  const aliases = new Map(
    all.flatMap((provider) => (provider.aliases ?? []).map((alias) => [alias, provider.id] as const)),
  );
  return {
    all,
    find: (id) => byId.get(id),
    canonicalId(spelling) {
      const id = spelling.trim().toLowerCase();
      return byId.has(id) ? id : (aliases.get(id) ?? id);
    },
  };
}
