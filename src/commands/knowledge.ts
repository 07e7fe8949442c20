import { currentCatalog } from "../core/catalog/current.ts";
import type { Knowledge } from "../core/setup.ts";
import { PROVIDERS } from "../providers/index.ts";

/** What every command hands to core: the provider table and the newest catalog. */
export const KNOWLEDGE: Knowledge = { providers: PROVIDERS, catalog: currentCatalog };
