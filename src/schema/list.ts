import * as v from "valibot";
import { Cost } from "./cost.ts";
import { HealthStatus, Storage } from "./status.ts";

/** A row of `models list --json`: the fields of OpenClaw 2026.2.6-3, and ours beside them. */
export const ListRow = v.object({
  key: v.string(),
  name: v.string(),
  input: v.string(),
  contextWindow: v.nullable(v.number()),
  local: v.nullable(v.boolean()),
  available: v.nullable(v.boolean()),
  tags: v.pipe(v.array(v.string()), v.readonly()),
  missing: v.boolean(),
  health: HealthStatus,
  /** Where the secret of the credential stands that would be used; null without one. */
  store: v.nullable(Storage),
  free: v.boolean(),
  cost: v.nullable(Cost),
  retired: v.boolean(),
});
export type ListRow = v.InferOutput<typeof ListRow>;

export const ListResult = v.object({ count: v.number(), models: v.array(ListRow), warnings: v.array(v.string()) });
