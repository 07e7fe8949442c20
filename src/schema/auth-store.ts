import * as v from "valibot";
import { anyMap, mapOf, objectOf } from "./object.ts";
import { SecretRef } from "./config.ts";

/** A field that may be missing; one of another type counts as missing, as for OpenClaw, and costs not the whole profile. */
const lenient = <const S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);

const Common = { provider: v.string(), email: lenient(v.string()) };

/** Hosts of which a sign-in told that its account is known there alone. */
const Hosts = { resourceUrl: lenient(v.string()), enterpriseUrl: lenient(v.string()) };

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
  ...Hosts,
});
/** OpenClaw takes no reference in the place of OAuth tokens, so these fields of ours say where they are. */
const Ours = {
  /** The account of the keyring that holds both tokens, and whether there is one to renew them with. */
  keyring: lenient(v.object({ id: v.string(), refreshable: v.boolean() })),
  /** The `expires` of the tokens that the provider refused to renew; newer ones make it void. */
  refusedFor: lenient(v.number()),
  /** How the tokens were got: one of the provider's login methods. */
  method: lenient(v.string()),
};
export const OAuthProfile = v.looseObject({
  type: v.literal("oauth"),
  ...Common,
  access: lenient(v.string()),
  refresh: lenient(v.string()),
  expires: lenient(v.number()),
  accountId: lenient(v.string()),
  projectId: lenient(v.string()),
  /** The program that the tokens were given to, where it is the user's own. */
  clientId: lenient(v.string()),
  ...Hosts,
  ...Ours,
});
export type OAuthProfile = v.InferOutput<typeof OAuthProfile>;

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
