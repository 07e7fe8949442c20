import * as v from "valibot";
import { anyMap, mapOf, objectOf } from "./object.ts";
import { SecretRef } from "./config.ts";

/** A field that may be missing; one of another type counts as missing, as for OpenClaw, and costs not the whole profile. */
const lenient = <const S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);

const Common = { provider: v.string(), email: lenient(v.string()) };

export const ApiKeyProfile = v.looseObject({
  type: v.literal("api_key"),
  ...Common,
  key: lenient(v.string()),
  keyRef: lenient(SecretRef),
});
export const TokenProfile = v.looseObject({
  type: v.literal("token"),
  ...Common,
  token: lenient(v.string()),
  tokenRef: lenient(SecretRef),
  expires: lenient(v.number()),
});
export const OAuthProfile = v.looseObject({
  type: v.literal("oauth"),
  ...Common,
  access: lenient(v.string()),
  refresh: lenient(v.string()),
  expires: lenient(v.number()),
});

/** A stored credential; `expires` is in milliseconds since 1970. */
export const StoredProfile = v.variant("type", [ApiKeyProfile, TokenProfile, OAuthProfile]);
export type StoredProfile = v.InferOutput<typeof StoredProfile>;

export const UsageStats = objectOf({
  lastUsed: lenient(v.number()),
  cooldownUntil: lenient(v.number()),
  disabledUntil: lenient(v.number()),
  disabledReason: lenient(v.string()),
});
export type UsageStats = v.InferOutput<typeof UsageStats>;

/** The outer shape of `auth-profiles.json`; profiles are parsed one by one, as OpenClaw drops those it cannot read. */
export const AuthStoreFile = objectOf({
  profiles: v.nullish(anyMap()),
  order: v.nullish(mapOf(v.array(v.string()))),
  usageStats: v.nullish(mapOf(UsageStats)),
});
export type AuthStoreFile = v.InferOutput<typeof AuthStoreFile>;
