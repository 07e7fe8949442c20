import type { Env } from "../../contracts/env.ts";
import { type CatalogInUse, outdatedSince } from "../catalog/current.ts";
import { readFreeListing } from "../scan/catalog-cache.ts";
import { withListing } from "./listing.ts";
import { readListing } from "./listing-cache.ts";
import type { Registry } from "./registry.ts";

/** The registry with what providers said of their models to `list --refresh` and to `scan`. */
export async function withHeard(env: Env, registry: Registry, catalog: CatalogInUse): Promise<Registry> {
  const [listing, free] = await Promise.all([readListing(env), readFreeListing(env)]);
  const since = outdatedSince(env, catalog);
  return withListing(withListing(registry, listing, since), free, since);
}
