import * as v from "valibot";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { OAuthProfile } from "../../schema/auth-store.ts";
import { type Edit, editJson5 } from "../config/edit/edit.ts";
import { MAX_ANSWER_BYTES } from "../login/token.ts";
import { keyringError, readSecret, saveSecret, tryKeyring } from "../secrets/vault.ts";
import { isClear } from "./health.ts";
import type { Holder } from "./holder.ts";
import { readStore, type StoreContent, storeUnwritable } from "./keep.ts";
import { signInAgain } from "./renewable.ts";
import { packTokens, unpackTokens } from "./tokens.ts";

/** OpenClaw writes its store without a lock here and there, and not in one step: it is looked at so often. */
const TRIES = 5;
const PAUSE_MS = 100;

/** A profile as it stands under the lock, with its tokens from wherever they are. */
export type Held = {
  holder: Holder;
  /** The whole store. */
  text: string;
  profile: OAuthProfile;
  tokens: Partial<Tokens>;
  /** The account of the keyring that holds the tokens; absent where the store does. */
  account?: string;
};

/** Reads a profile anew; throws `unknown_profile` where it is gone by now, or a keyring error. */
export async function readHeld(env: Env, holder: Holder): Promise<Held> {
  const { path, id } = holder;
  const { text, content } = await readStore(env, path);
  const parsed = v.safeParse(OAuthProfile, rawProfile(content, id));
  if (text === undefined || !parsed.success)
    throw new AppError("unknown_profile", `\`${id}\` has just been removed`, "see `openclaw models auth list`");
  const profile = parsed.output;
  const { access, refresh, expires, keyring } = profile;
  const known = expires === undefined ? {} : { expires };
  if (keyring === undefined || isClear(profile)) {
    const tokens = { ...known, ...secretOf("access", access), ...secretOf("refresh", refresh) };
    return { holder, text, profile, tokens };
  }
  const read = await readSecret(env.keyring, keyring.id);
  if (read.kind !== "ok") throw keyringError(read.kind, read.reason);
  const tokens = read.value === undefined ? undefined : unpackTokens(new Secret(read.value));
  if (tokens === undefined) throw noTokens(holder, keyring.id, read.value !== undefined);
  return { holder, text, profile, tokens: { ...known, ...tokens }, account: keyring.id };
}

function noTokens(holder: Holder, account: string, isThere: boolean): AppError {
  const reason = isThere ? `the entry \`${account}\` holds no tokens` : `there is no entry \`${account}\``;
  const error = keyringError("damaged", reason);
  return error.restated(error.message, signInAgain(holder));
}

function secretOf<Name extends string>(name: Name, text: string | undefined): { [Key in Name]?: Secret } {
  return text === undefined || text.trim() === "" ? {} : ({ [name]: new Secret(text) } as { [Key in Name]: Secret });
}

function rawProfile({ profiles = {} }: StoreContent, id: string): unknown {
  return Object.hasOwn(profiles, id) ? profiles[id] : undefined;
}

/**
 * Makes sure that new tokens can be stored, before the provider is asked for them: it takes the refresh token, which would
 * be used up in vain. Throws a keyring error or `file_unwritable`.
 */
export async function requireRoom(env: Env, { holder: { path }, text, account }: Held): Promise<void> {
  if (account !== undefined) {
    const tried = await tryKeyring(env.keyring);
    if (tried.kind !== "ok") throw keyringError(tried.kind, tried.reason);
    return;
  }
  // The same bytes: nothing else shows that the disk has room and the file may be replaced.
  const same = { path, before: text, text, keepsNoBackup: true, roomBytes: MAX_ANSWER_BYTES } as const;
  const outcome = await env.writer.replace([same]);
  if (outcome.kind === "refused") throw storeUnwritable(path, outcome.reason);
}

/**
 * Stores new tokens, or none where only what describes them changes. `replaced` where the profile is not the one that was
 * read any more; then nothing of it is touched. Throws a keyring error or `file_unwritable`.
 */
export async function writeHeld(
  env: Env,
  held: Held,
  tokens: Tokens | undefined,
  edit: (path: Edit["path"]) => Edit[],
): Promise<"written" | "replaced"> {
  const { holder, account } = held;
  const path = ["profiles", holder.id];
  if (account === undefined) {
    const clear: Edit[] = ["access", "refresh"].flatMap((name) => {
      const text = tokens?.[name as "access" | "refresh"]?.reveal();
      return text === undefined ? [] : [{ kind: "set", path: [...path, name], value: text }];
    });
    return rewrite(env, held, [...clear, ...edit(path)]);
  }
  if (tokens === undefined) return rewrite(env, held, edit(path));
  const outcome = await saveEntry(env, held, account, tokens);
  // The entry holds all that matters; a store that is behind is brought up by whoever reads it next.
  if (outcome === "written") await rewrite(env, held, edit(path)).catch(() => {});
  return outcome;
}

/** Puts new tokens into the keyring alone; `replaced` where others stand there than those that were read. */
export async function saveEntry(
  env: Env,
  { tokens: before }: Held,
  account: string,
  tokens: Tokens,
): Promise<"written" | "replaced"> {
  const read = await readSecret(env.keyring, account);
  if (read.kind === "ok") {
    const now = read.value === undefined ? undefined : unpackTokens(new Secret(read.value));
    if (now === undefined || renewing(now) !== renewing(before)) return "replaced";
  }
  const saved = await saveSecret(env.keyring, account, packTokens(tokens).reveal());
  if (saved.kind !== "ok") throw keyringError(saved.kind, saved.reason);
  return "written";
}

/** Edits the store as it is now, which others may have changed in other places meanwhile. */
async function rewrite(
  env: Env,
  { holder: { path, id }, profile }: Held,
  edits: Edit[],
): Promise<"written" | "replaced"> {
  for (let tries = 1; ; tries++) {
    const reason = await tryToRewrite();
    if (reason === "written" || reason === "replaced") return reason;
    if (tries === TRIES) throw storeUnwritable(path, reason);
    await env.sleep(PAUSE_MS);
  }

  async function tryToRewrite(): Promise<string> {
    try {
      const { text, content } = await readStore(env, path);
      const found = v.safeParse(OAuthProfile, rawProfile(content, id));
      if (text === undefined || !found.success || !isSame(found.output, profile)) return "replaced";
      const outcome = await env.writer.replace([
        { path, before: text, text: editJson5(text, edits), keepsNoBackup: true },
      ]);
      return outcome.kind === "written" ? "written" : outcome.reason;
    } catch (error) {
      if (error instanceof AppError) return error.message;
      throw error;
    }
  }
}

/** Whether a profile still holds what it did: the same sign-in, or the same account for it. */
function isSame(one: OAuthProfile, other: OAuthProfile): boolean {
  const told = ({ provider, access, refresh, keyring }: OAuthProfile) =>
    JSON.stringify([provider, refresh || access, keyring?.id]);
  return told(one) === told(other);
}

/** What tells a sign-in: whatever else was changed, the tokens that come of a refresh token take its place. */
function renewing({ access, refresh }: Partial<Tokens>): string | undefined {
  return (refresh ?? access)?.reveal();
}
