import * as v from "valibot";
import { mapOf, objectOf } from "./object.ts";

/** A reference to a secret that stands elsewhere, as OpenClaw ≥ 2026.2.26 writes it. */
export const SecretRef = objectOf({ source: v.string(), provider: v.optional(v.string()), id: v.string() });
export type SecretRef = v.InferOutput<typeof SecretRef>;

export const SecretInput = v.union([v.string(), SecretRef]);
export type SecretInput = v.InferOutput<typeof SecretInput>;

/** A model with its fallbacks; the string form names the model alone. */
export const ModelChoice = v.union([
  v.string(),
  objectOf({ primary: v.optional(v.string()), fallbacks: v.optional(v.array(v.string())) }),
]);
export type ModelChoice = v.InferOutput<typeof ModelChoice>;

const agentEntries = {
  default: v.optional(v.boolean()),
  name: v.optional(v.string()),
  agentDir: v.optional(v.string()),
  model: v.optional(ModelChoice),
  imageModel: v.optional(ModelChoice),
};
export const AgentEntry = objectOf(agentEntries);
export type AgentEntry = v.InferOutput<typeof AgentEntry>;

/** How a model or provider differs from its dialect. */
const Compat = objectOf({ maxTokensField: v.optional(v.string()) });
/** Values may refer to secrets that stand elsewhere. */
const Headers = mapOf(v.unknown());

export const ConfiguredModel = objectOf({
  id: v.string(),
  api: v.optional(v.string()),
  headers: v.optional(Headers),
  compat: v.optional(Compat),
  name: v.optional(v.string()),
  contextWindow: v.optional(v.number()),
  maxTokens: v.optional(v.number()),
  input: v.optional(v.array(v.string())),
  reasoning: v.optional(v.boolean()),
  cost: v.optional(objectOf({ input: v.optional(v.number()), output: v.optional(v.number()) })),
});
export type ConfiguredModel = v.InferOutput<typeof ConfiguredModel>;

export const ConfiguredProvider = objectOf({
  baseUrl: v.optional(v.string()),
  apiKey: v.optional(SecretInput),
  auth: v.optional(v.string()),
  api: v.optional(v.string()),
  headers: v.optional(Headers),
  authHeader: v.optional(v.boolean()),
  compat: v.optional(Compat),
  models: v.optional(v.array(ConfiguredModel)),
});
export type ConfiguredProvider = v.InferOutput<typeof ConfiguredProvider>;

const AgentDefaults = objectOf({
  model: v.optional(ModelChoice),
  imageModel: v.optional(ModelChoice),
  models: v.optional(mapOf(objectOf({ alias: v.optional(v.string()) }))),
  modelPolicy: v.optional(objectOf({ allow: v.optional(v.array(v.string())) })),
});

/**
 * What this program reads of `openclaw.json`; every other key passes through unread.
 * Facts: OpenClaw 2026.2.6-3 §4.2 (recorded) and 2026.9.6 §2.1.
 */
export const Config = objectOf({
  agents: v.optional(
    objectOf({
      defaults: v.optional(AgentDefaults),
      list: v.optional(v.array(objectOf({ id: v.string(), ...agentEntries }))),
      entries: v.optional(mapOf(AgentEntry)),
    }),
  ),
  models: v.optional(
    objectOf({
      mode: v.optional(v.picklist(["merge", "replace"])),
      providers: v.optional(mapOf(ConfiguredProvider)),
    }),
  ),
  auth: v.optional(
    objectOf({
      profiles: v.optional(
        mapOf(objectOf({ provider: v.string(), mode: v.optional(v.string()), email: v.optional(v.string()) })),
      ),
      order: v.optional(mapOf(v.array(v.string()))),
    }),
  ),
  env: v.optional(
    objectOf({
      vars: v.optional(mapOf(v.string())),
      shellEnv: v.optional(objectOf({ enabled: v.optional(v.boolean()) })),
    }),
  ),
  meta: v.optional(
    objectOf({
      lastTouchedVersion: v.optional(v.string()),
      migrations: v.optional(objectOf({ modelPolicyAllowlist: v.optional(v.boolean()) })),
    }),
  ),
});
export type Config = v.InferOutput<typeof Config>;
