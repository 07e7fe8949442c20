import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Granted } from "../../../contracts/oauth.ts";
import type { LoginMethod } from "../../../contracts/provider.ts";
import { identityOf, isKnown, isOver, type ProfilePlace, placeFor } from "../../../core/auth/account.ts";
import { requireWritableStore } from "../../../core/auth/keep.ts";
import { chooseSecretStore, requireFreeId, type SecretStore } from "../../../core/auth/save-profile.ts";
import { type AuthStore, readAuthStore } from "../../../core/auth/store.ts";
import { keyringError, tryKeyring } from "../../../core/secrets/vault.ts";
import type { Setup } from "../../../core/setup.ts";
import { requireProfileId } from "./saved.ts";

export type Wanted = {
  provider: string | undefined;
  method: string | undefined;
  profileId: string | undefined;
  replace: boolean;
  setDefault: boolean;
  browser: boolean;
  deviceCode: boolean;
  store: string | undefined;
  agent: string | undefined;
};

/** Asks everything that could refuse a sign-in before anybody goes to a browser for it. */
export async function prepareStore(
  env: Env,
  setup: Setup,
  provider: string,
  { profileId, replace, store: named }: Wanted,
): Promise<{ store: SecretStore; known: AuthStore }> {
  const { names, variables, agent } = setup;
  if (profileId !== undefined) requireProfileId(profileId, provider, setup);
  const store = chooseSecretStore(named, variables);
  await requireWritableStore(env, setup);
  const known = await readAuthStore(env, setup, agent);
  const there = profileId === undefined ? undefined : known.profiles.get(profileId);
  // Whether it is the same account can only be told afterwards, and only where the store says whose it was.
  const canBeSame = there !== undefined && (isKnown(identityOf(there)) || isOver(there, env.now()));
  if (profileId !== undefined && !canBeSame) requireFreeId(new Set(known.profiles.keys()), profileId, replace);
  if (store === "keyring") {
    const tried = await tryKeyring(env.keyring);
    if (tried.kind !== "ok") throw keyringError(tried.kind, tried.reason, names.providers.find(provider)?.env[0]);
  }
  return { store, known };
}

/** Under which id it is stored; another account's place is taken only where somebody says so. */
export async function choosePlace(
  env: Env,
  provider: string,
  { profileName = "default" }: LoginMethod,
  { facts }: Granted,
  { profileId, replace }: Wanted,
  { profiles }: AuthStore,
): Promise<ProfilePlace> {
  const wanted = { provider, named: profileId, usualName: profileName, replaces: replace, now: env.now() };
  const place = placeFor(facts, wanted, profiles);
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
    `\`${wanted}\` is another account's, so this sign-in was stored as \`${kept}\``,
    `use it as it is, or take it out: \`openclaw models auth logout ${kept}\`; \`--replace\` takes the other's place`,
  );
}
