import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Granted } from "../../../contracts/oauth.ts";
import type { LoginMethod } from "../../../contracts/provider.ts";
import { identityOf, isImported, isKnown, isOver, type ProfilePlace, placeFor } from "../../../core/auth/account.ts";
import { requireWritableStore } from "../../../core/auth/keep.ts";
import { chooseSecretStore, requireFreeId, type SecretStore } from "../../../core/auth/save-profile.ts";
import { readAuthStore } from "../../../core/auth/store.ts";
import { shellWord } from "../../../core/command-line.ts";
import { loginCommand, type LoginOptions, type Sought } from "../../../core/login/command.ts";
import { tryKeyring, unsavedError } from "../../../core/secrets/vault.ts";
import type { Setup } from "../../../core/setup.ts";
import { requireProfileId } from "./saved.ts";
import { type Kept, saveSomewhere } from "./save-somewhere.ts";

export type Wanted = Required<LoginOptions> & { provider: string | undefined };

/** Asks everything that could refuse a sign-in before anybody goes to a browser for it. */
export async function prepareStore(
  env: Env,
  setup: Setup,
  provider: string,
  { profileId, replace, store: named, import: imports }: Wanted,
): Promise<SecretStore> {
  const { names, variables, agent } = setup;
  if (profileId !== undefined) requireProfileId(profileId, provider, setup);
  const store = chooseSecretStore(named, variables);
  await requireWritableStore(env, setup);
  const known = await readAuthStore(env, setup, agent);
  const there = profileId === undefined ? undefined : known.profiles.get(profileId);
  // Whether it is the same account can only be told afterwards, and only where the store says whose it was.
  const isOurs = there !== undefined && names.providers.canonicalId(there.provider) === provider;
  const canBeSame =
    isOurs && (isKnown(identityOf(there)) || isOver(there, env.now()) || (imports && isImported(there)));
  if (profileId !== undefined && !canBeSame) requireFreeId(new Set(known.profiles.keys()), profileId, replace);
  if (store === "keyring") {
    const tried = await tryKeyring(env.keyring);
    if (tried.kind !== "ok") throw unsavedError(tried.kind, tried.reason, names.providers.find(provider)?.env[0]);
  }
  return store;
}

/** How often another sign-in may take the very place that was free a moment ago. */
const TRIES = 3;

/** Stores what was granted under an id that is free or its own, as the store stands now: a sign-in takes minutes. */
export async function keepGranted(
  env: Env,
  setup: Setup,
  login: { provider: string; method: LoginMethod; granted: Granted; store: SecretStore },
  wanted: Wanted,
): Promise<{ place: ProfilePlace; kept: Kept }> {
  const { provider, method, granted, store } = login;
  for (let tries = TRIES; ; tries--) {
    const place = await choosePlace(env, setup, login, wanted);
    const profile = { id: place.id, provider, method: method.id, ...granted };
    try {
      return { place, kept: await saveSomewhere(env, setup, profile, store, place.replaces) };
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === "profile_exists";
      if (!isTaken || tries === 1) throw env.person.isThere ? error : notKept({ provider, options: wanted }, error);
    }
  }
}

/** Under which id it is stored; another account's place is taken only where somebody says so. */
async function choosePlace(
  env: Env,
  setup: Setup,
  { provider, method, granted }: { provider: string; method: LoginMethod; granted: Granted },
  { profileId, replace, import: imports }: Wanted,
): Promise<ProfilePlace> {
  const { profiles } = await readAuthStore(env, setup, setup.agent);
  const { canonicalId } = setup.names.providers;
  const { profileName: usualName = "default" } = method;
  const wanted = { provider, named: profileId, usualName, imports, replaces: replace, now: env.now(), canonicalId };
  const place = placeFor(granted.facts, wanted, profiles);
  if (!place.taken) return place;
  const both = { ...place, id: place.free, replaces: false };
  if (!env.person.isThere) return both;
  const there = profiles.get(place.id);
  const owner = there?.email === undefined ? "" : ` of ${there.email}`;
  const answer = await env.person.choose(`There is a profile ${place.id}${owner} already`, [
    { value: "both", label: `Keep both, this one as ${place.free}` },
    { value: "replace", label: `Replace ${place.id}` },
  ]);
  return answer === "replace" ? { ...place, replaces: true, taken: false } : { ...both, taken: false };
}

/** The id that was asked for is another account's, and nobody was there to decide: it is kept, and told as a failure. */
export function keptElsewhere(wanted: string, kept: string): AppError {
  return new AppError(
    "profile_exists",
    `\`${wanted}\` belongs to another account, so this sign-in was stored as \`${kept}\``,
    `keep both, or remove this one: \`openclaw models auth logout ${shellWord(kept)}\`; \`--replace\` overwrites the other`,
  );
}

/** With nobody to be asked where else to put it, what was granted is gone, and that is said. */
function notKept(sought: Sought, error: unknown): unknown {
  if (!(error instanceof AppError) || error.code === "bug") return error;
  const again = `then sign in again: ${loginCommand(sought)}`;
  return error.restated(`the sign-in could not be stored: ${error.message}`, `${error.hint}; ${again}`);
}
