import * as v from "valibot";

/** What a sign-in tells: whose it is and where it is kept, and nothing of the secret but its ends. */
export const LoginResult = v.object({
  home: v.string(),
  profileId: v.string(),
  provider: v.string(),
  method: v.string(),
  type: v.picklist(["api_key", "token", "oauth"]),
  agentId: v.string(),
  store: v.picklist(["keyring", "file"]),
  masked: v.nullable(v.string()),
  email: v.nullable(v.string()),
  accountId: v.nullable(v.string()),
  expiresAt: v.nullable(v.number()),
  remainingMs: v.nullable(v.number()),
  /** Whether it is renewed without anyone signing in. */
  renewable: v.boolean(),
  replaced: v.boolean(),
  /** Whether the very same was stored there already. */
  unchanged: v.boolean(),
  /** The model that answers from now on, where that was asked for. */
  defaultModel: v.nullable(v.string()),
  files: v.array(v.string()),
  notes: v.array(v.string()),
  warnings: v.array(v.string()),
});
export type LoginResult = v.InferOutput<typeof LoginResult>;
