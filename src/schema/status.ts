import * as v from "valibot";
import { Cost } from "./cost.ts";
import { Probes } from "./probes.ts";
import { UsageRow } from "./usage.ts";

const Nullable = { text: v.nullable(v.string()), number: v.nullable(v.number()) };

export const VERDICTS = ["ready", "expiring", "expired", "unusable", "missing"] as const;

export const HealthStatus = v.picklist(["static", "ok", "expiring", "expired", "missing"]);

/** Where the secret of a credential stands; in a `file`, a `database`, `.env` or the config it stands in clear. */
export const Storage = v.picklist(["file", "database", "keyring", "reference", "env", "dotenv", "config", "ambient"]);

/** One place where a credential was found; the secret itself is masked. */
export const SourceRow = v.object({
  kind: v.picklist(["profile", "env", "ambient", "config", "program"]),
  name: v.string(),
  storage: Storage,
  masked: Nullable.text,
  type: v.optional(v.picklist(["api_key", "token", "oauth"])),
  email: v.optional(v.string()),
  health: v.optional(HealthStatus),
  expiresAt: v.optional(v.number()),
  remainingMs: v.optional(v.number()),
  refreshable: v.optional(v.boolean()),
  state: v.picklist([
    "usable",
    "paused",
    "expired",
    "empty",
    "unset",
    "not_stored",
    "other_provider",
    "other_mode",
    "left_out",
    "pointer",
    "other_program",
  ]),
  detail: v.string(),
  used: v.boolean(),
  reason: v.string(),
});
export type SourceRow = v.InferOutput<typeof SourceRow>;

/** A model in its role, and whether its provider could be asked now. */
export const ChainRow = v.object({
  role: v.picklist(["default", "fallback", "image", "image-fallback"]),
  position: v.number(),
  raw: v.string(),
  ref: v.string(),
  via: v.picklist(["reference", "alias", "configured", "default-provider", "unresolved"]),
  aliases: v.array(v.string()),
  name: Nullable.text,
  contextWindow: Nullable.number,
  cost: v.nullable(Cost),
  local: v.boolean(),
  free: v.boolean(),
  known: v.boolean(),
  retired: v.boolean(),
  verdict: v.picklist([...VERDICTS, "unresolved"]),
  /** How long OpenClaw still sets its credential aside, after failures or for billing. */
  pausedMs: Nullable.number,
  credential: Nullable.text,
});
export type ChainRow = v.InferOutput<typeof ChainRow>;

export const Problem = v.object({ severity: v.picklist(["error", "warning"]), message: v.string(), hint: v.string() });
export type Problem = v.InferOutput<typeof Problem>;

const OAuthProfileRow = v.object({
  profileId: v.string(),
  provider: v.string(),
  type: v.picklist(["api_key", "token", "oauth"]),
  status: HealthStatus,
  expiresAt: v.optional(v.number()),
  remainingMs: v.optional(v.number()),
  refreshable: v.boolean(),
  source: v.literal("store"),
  label: v.string(),
});

const Masked = v.object({ value: v.string(), source: v.string() });

export const ProviderRow = v.object({
  provider: v.string(),
  effective: v.object({ kind: v.picklist(["profiles", "env", "models.json", "missing"]), detail: v.string() }),
  profiles: v.object({
    count: v.number(),
    oauth: v.number(),
    token: v.number(),
    apiKey: v.number(),
    labels: v.array(v.string()),
  }),
  env: v.optional(Masked),
  modelsJson: v.optional(Masked),
  verdict: v.picklist(VERDICTS),
  sources: v.array(SourceRow),
});
export type ProviderRow = v.InferOutput<typeof ProviderRow>;

/** `models status --json`: every field of OpenClaw 2026.2.6-3, in its order, and ours beside them. */
export const StatusResult = v.object({
  home: v.string(),
  configPath: v.string(),
  configExists: v.boolean(),
  agentId: v.string(),
  agentDir: v.string(),
  defaultModel: v.string(),
  resolvedDefault: v.string(),
  fallbacks: v.array(v.string()),
  imageModel: Nullable.text,
  imageFallbacks: v.array(v.string()),
  modelConfig: v.object({
    defaultSource: v.picklist(["agent", "defaults"]),
    fallbacksSource: v.picklist(["agent", "defaults"]),
  }),
  aliases: v.record(v.string(), v.string()),
  allowed: v.array(v.string()),
  answering: v.nullable(v.object({ ref: v.string(), role: v.string(), credential: Nullable.text })),
  chain: v.array(ChainRow),
  problems: v.array(Problem),
  /** What was wanted and not done. */
  warnings: v.array(v.string()),
  unknownConfigKeys: v.array(v.string()),
  auth: v.object({
    storePath: v.string(),
    storeKind: v.picklist(["json", "sqlite"]),
    storeExists: v.boolean(),
    ignoredProfiles: v.array(v.string()),
    shellEnvFallback: v.object({ enabled: v.boolean(), appliedKeys: v.array(v.string()) }),
    providersWithOAuth: v.array(v.string()),
    missingProvidersInUse: v.array(v.string()),
    providers: v.array(ProviderRow),
    unused: v.array(v.object({ provider: v.string(), source: v.string() })),
    unusableProfiles: v.array(
      v.object({
        profileId: v.string(),
        provider: v.optional(v.string()),
        kind: v.picklist(["cooldown", "disabled"]),
        reason: v.optional(v.string()),
        until: v.number(),
        remainingMs: v.number(),
      }),
    ),
    probes: v.optional(Probes),
    usage: v.array(UsageRow),
    oauth: v.object({
      warnAfterMs: v.number(),
      profiles: v.array(OAuthProfileRow),
      providers: v.array(
        v.object({
          provider: v.string(),
          status: HealthStatus,
          profiles: v.array(OAuthProfileRow),
          expiresAt: v.optional(v.number()),
          remainingMs: v.optional(v.number()),
        }),
      ),
    }),
  }),
});
export type StatusResult = v.InferOutput<typeof StatusResult>;
