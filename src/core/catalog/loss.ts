import type { CatalogRow } from "../../schema/catalog.ts";

/** How many models of a provider are offered by now, and how many of them a source does not list. */
type Share = { offered: number; lost: number };

/** What a source would withdraw. */
export type Loss = Share & {
  /** The providers that would lose more than half of their models. */
  providers: ReadonlyMap<string, Share>;
};

/** Compares what is offered by now with what a source lists; it says nothing of providers that it does not carry. */
export function lossOf(before: readonly CatalogRow[], fresh: readonly CatalogRow[]): Loss {
  const listed = new Set(fresh.map(({ key }) => key));
  const carried = new Set(fresh.map(({ provider }) => provider));
  const shares = new Map<string, Share>();
  const all: Share = { offered: 0, lost: 0 };
  for (const { key, provider, retired } of before) {
    if (retired) continue;
    const own = shares.get(provider) ?? { offered: 0, lost: 0 };
    shares.set(provider, own);
    const isLost = carried.has(provider) && !listed.has(key);
    for (const share of [all, own]) {
      share.offered++;
      if (isLost) share.lost++;
    }
  }
  return { ...all, providers: new Map([...shares].filter(([, share]) => isMost(share))) };
}

/** Whether more than half would be gone: no catalog changes so much from one day to another, so a part is missing. */
export function isMost({ offered, lost }: Share): boolean {
  return lost * 2 > offered;
}
