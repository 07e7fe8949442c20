import type { StoredProfile } from "../../schema/auth-store.ts";
import { healthOf } from "./health.ts";

/** Whose a credential is, as far as the provider told. */
export type Identity = { email?: string | undefined; accountId?: string | undefined };

/** Where a sign-in is stored: `free` is an id that nobody has, `taken` means that another account has `id`. */
export type ProfilePlace = { id: string; replaces: boolean; taken: boolean; free: string };

const LONGEST_ID = 128;

/** Whose a stored credential is. */
export function identityOf(profile: StoredProfile): Identity {
  const { accountId } = profile as { accountId?: unknown };
  return { email: profile.email, accountId: typeof accountId === "string" ? accountId : undefined };
}

/** The method of what was copied from another program. */
export const IMPORTED = "import";

/** Whether a stored credential was copied from another program. */
export function isImported(profile: StoredProfile): boolean {
  return profile["method"] === IMPORTED;
}

/** Whether anything is known of whose it is. */
export function isKnown({ email, accountId }: Identity): boolean {
  return email !== undefined || accountId !== undefined;
}

/** One person can have several accounts, and several people one plan, so nothing that both tell may differ. */
export function isSameAccount(one: Identity, other: Identity): boolean {
  const pairs = [
    [one.email?.toLowerCase(), other.email?.toLowerCase()],
    [one.accountId, other.accountId],
  ].filter((pair) => pair.every((value) => value !== undefined));
  return pairs.length > 0 && pairs.every(([first, second]) => first === second);
}

/**
 * Finds the profile of an account that has signed in: the one that was named; else its own, where it signed in before; else
 * one with its email as the name. A copy of another program's sign-in, which is not renewed, has its own place beside those.
 */
export function placeFor(
  account: Identity,
  wanted: {
    provider: string;
    named: string | undefined;
    usualName: string;
    imports: boolean;
    replaces: boolean;
    now: number;
    canonicalId(provider: string): string;
  },
  profiles: ReadonlyMap<string, StoredProfile>,
): ProfilePlace {
  const { provider, named, usualName, imports, replaces, now, canonicalId } = wanted;
  const own = [...profiles].find(
    ([, profile]) =>
      canonicalId(profile.provider) === provider &&
      isImported(profile) === imports &&
      isSameAccount(identityOf(profile), account),
  )?.[0];
  const usual = `${provider}:${(imports ? undefined : nameOf(account, provider)) ?? usualName}`;
  const id = named ?? own ?? usual;
  const there = profiles.get(id);
  const isOurs = there !== undefined && canonicalId(there.provider) === provider;
  const isReplaced = there !== undefined && (replaces || (isOurs && mayTake(there, account, { now, imports })));
  return {
    id,
    replaces: isReplaced,
    taken: there !== undefined && !isReplaced,
    free: freeId(provider, profiles),
  };
}

/** What an account's profile is called; other characters than these would need quotes in every command that names it. */
function nameOf({ email }: Identity, provider: string): string | undefined {
  if (email === undefined || provider.length + 1 + email.length > LONGEST_ID) return undefined;
  return /^[\w@.+-]+$/.test(email) ? email : undefined;
}

/**
 * One's own place, that of a sign-in which is over and of which nobody knows whose it was, and that of a copy which may be
 * an older one of the same. A copy never takes the place of what can be renewed.
 */
function mayTake(
  there: StoredProfile,
  account: Identity,
  { now, imports }: { now: number; imports: boolean },
): boolean {
  const owner = identityOf(there);
  const isSame = isSameAccount(owner, account);
  const mayBeSame = isSame || !(isKnown(owner) && isKnown(account));
  if (isOver(there, now) || (imports && isImported(there))) return mayBeSame;
  return isSame && !imports;
}

/** Whether a sign-in can be neither used nor renewed any more. */
export function isOver(profile: StoredProfile, now: number): boolean {
  return profile.type === "oauth" && ["expired", "missing"].includes(healthOf(profile, now, 0).status);
}

function freeId(provider: string, profiles: ReadonlyMap<string, StoredProfile>): string {
  let number = 2;
  while (profiles.has(`${provider}:acct-${number}`)) number++;
  return `${provider}:acct-${number}`;
}
