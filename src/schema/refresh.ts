import * as v from "valibot";
import { Cost } from "./cost.ts";

const Context = v.nullable(v.number());

/** What a newer catalog says otherwise of a model that the config names; null where it says the same. */
const ConfiguredChange = v.object({
  ref: v.string(),
  status: v.picklist(["kept", "added", "withdrawn", "returned"]),
  price: v.nullable(v.object({ before: v.nullable(Cost), after: v.nullable(Cost) })),
  contextWindow: v.nullable(v.object({ before: Context, after: Context })),
});
export type ConfiguredChange = v.InferOutput<typeof ConfiguredChange>;

const CatalogState = v.object({
  /** Milliseconds since 1970. */
  fetchedAt: v.number(),
  builtIn: v.boolean(),
  /** Those that are offered; withdrawn ones are kept, but not counted. */
  models: v.number(),
  providers: v.number(),
});
export type CatalogState = v.InferOutput<typeof CatalogState>;

export const RefreshResult = v.object({
  /** Whether a catalog was fetched; it is in use from then on, whether or not it says anything new. */
  refreshed: v.boolean(),
  source: v.string(),
  /** Why none was fetched. */
  reason: v.nullable(v.string()),
  before: CatalogState,
  after: CatalogState,
  added: v.number(),
  removed: v.number(),
  changed: v.number(),
  /** Providers of which the source lists less than half, and how many models that it does not list stay on offer. */
  incomplete: v.array(v.object({ provider: v.string(), kept: v.number() })),
  configured: v.array(ConfiguredChange),
});
export type RefreshResult = v.InferOutput<typeof RefreshResult>;
