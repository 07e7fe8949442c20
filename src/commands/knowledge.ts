import { EMBEDDED } from "../catalog/catalog.ts";
import type { Knowledge } from "../core/setup.ts";
import { PROVIDERS } from "../providers/index.ts";

/** What every command hands to core: the provider table and the embedded catalog. */
export const KNOWLEDGE: Knowledge = { providers: PROVIDERS, catalog: EMBEDDED };
