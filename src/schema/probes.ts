import * as v from "valibot";
import { Cost } from "./cost.ts";

/** What a probe found, in OpenClaw's words. */
const STATUSES = ["ok", "auth", "rate_limit", "billing", "timeout", "format", "unknown", "no_model"] as const;
export type ProbeStatus = (typeof STATUSES)[number];

/** One target of a probe and what it answered: the fields of OpenClaw 2026.2.6-3, and ours beside them. */
export const ProbeRow = v.object({
  provider: v.string(),
  model: v.optional(v.string()),
  profileId: v.optional(v.string()),
  label: v.string(),
  source: v.picklist(["profile", "env", "models.json", "none"]),
  mode: v.optional(v.picklist(["api_key", "token", "oauth"])),
  status: v.picklist(STATUSES),
  reason: v.string(),
  error: v.optional(v.string()),
  httpStatus: v.optional(v.number()),
  providerCode: v.optional(v.string()),
  rateLimit: v.optional(v.record(v.string(), v.string())),
  latencyMs: v.optional(v.number()),
  cost: v.nullable(Cost),
});
export type ProbeRow = v.InferOutput<typeof ProbeRow>;

export const Probes = v.object({
  startedAt: v.number(),
  finishedAt: v.number(),
  durationMs: v.number(),
  totalTargets: v.number(),
  interrupted: v.boolean(),
  options: v.object({
    provider: v.optional(v.string()),
    profileIds: v.array(v.string()),
    timeoutMs: v.number(),
    concurrency: v.number(),
    maxTokens: v.number(),
  }),
  results: v.array(ProbeRow),
});
export type Probes = v.InferOutput<typeof Probes>;
