import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { type NewProfile, saveProfile, type SecretStore } from "../../../core/auth/save-profile.ts";
import type { Setup } from "../../../core/setup.ts";

/** Where a secret is now; `left` is what still holds an older one, and `isSame` that nothing was changed. */
export type Kept = { path: string; store: SecretStore; left: string | undefined; isSame: boolean };

/**
 * Stores a secret that is in hand already. It is not lost because storing fails after all: whoever is there is offered
 * another store, or another try.
 */
export async function saveSomewhere(
  env: Env,
  setup: Setup,
  profile: NewProfile,
  store: SecretStore,
  replaces: boolean,
): Promise<Kept> {
  try {
    return { ...(await saveProfile(env, setup, profile, store, replaces)), store };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "profile_exists" || !env.person.isThere) throw error;
    const isKeyring = error.code.startsWith("keyring_");
    const offer = isKeyring ? "Keep it in clear instead, in a file that only you can read?" : "Try once more?";
    if (!(await env.person.confirm(`${error.message}. ${offer}`))) throw error;
    return saveSomewhere(env, setup, profile, isKeyring ? "file" : store, replaces);
  }
}
