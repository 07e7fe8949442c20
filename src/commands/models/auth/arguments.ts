import type { Args } from "../../../contracts/command.ts";

/** Arguments that the commands about credentials share. */
export const PROVIDER = {
  provider: { type: "string", kind: "provider", description: "The provider that it is for" },
} as const satisfies Args;

export const STORING = {
  "profile-id": { type: "string", kind: "profile", description: "Store it under this profile id" },
  replace: { type: "boolean", description: "Replace the credential that stands under this id" },
  store: {
    type: "string",
    kind: "store",
    description: "Where the secret goes: keyring (the default) or file, in clear",
  },
} as const satisfies Args;

export const EXPIRES = {
  "expires-in": { type: "duration", kind: "duration", bareDays: true, description: "When it expires, as in 365d" },
} as const satisfies Args;

export const PROFILE = {
  "profile-id": { type: "positional", kind: "profile", description: "A profile id" },
} as const satisfies Args;

export const YES = { yes: { type: "boolean", description: "Do not ask" } } as const satisfies Args;
