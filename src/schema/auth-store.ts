import * as v from "valibot";
import { mapOf, objectOf } from "./object.ts";
import { SecretRef } from "./config.ts";

const Common = { provider: v.string(), email: v.optional(v.string()) };

export const ApiKeyProfile = v.looseObject({
  type: v.literal("api_key"),
  ...Common,
  key: v.optional(v.string()),
  keyRef: v.optional(SecretRef),
});
export const TokenProfile = v.looseObject({
  type: v.literal("token"),
  ...Common,
  token: v.optional(v.string()),
  tokenRef: v.optional(SecretRef),
  expires: v.optional(v.number()),
});
export const OAuthProfile = v.looseObject({
  type: v.literal("oauth"),
  ...Common,
  access: v.optional(v.string()),
  refresh: v.optional(v.string()),
  expires: v.optional(v.number()),
});

/** A stored credential; `expires` is in milliseconds since 1970. */
export const StoredProfile = v.variant("type", [ApiKeyProfile, TokenProfile, OAuthProfile]);
export type StoredProfile = v.InferOutput<typeof StoredProfile>;

export const UsageStats = objectOf({
  lastUsed: v.optional(v.number()),
  cooldownUntil: v.optional(v.number()),
  disabledUntil: v.optional(v.number()),
  disabledReason: v.optional(v.string()),
});
export type UsageStats = v.InferOutput<typeof UsageStats>;

/** The outer shape of `auth-profiles.json`; profiles are parsed one by one, as OpenClaw drops those it cannot read. */
export const AuthStoreFile = objectOf({
  profiles: v.optional(mapOf(v.unknown())),
  order: v.optional(mapOf(v.array(v.string()))),
  lastGood: v.optional(mapOf(v.string())),
  usageStats: v.optional(mapOf(UsageStats)),
});
export type AuthStoreFile = v.InferOutput<typeof AuthStoreFile>;
