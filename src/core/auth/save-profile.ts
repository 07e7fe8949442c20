import { isDeepStrictEqual } from "node:util";
import type { Env, Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Granted } from "../../contracts/oauth.ts";
import type { SecretRef } from "../../schema/config.ts";
import { variable } from "../config/paths.ts";
import type { Edit } from "../config/edit/edit.ts";
import { readSecret, removeSecret, saveSecret, unsavedError } from "../secrets/vault.ts";
import type { Setup } from "../setup.ts";
import { changeStore, referenceOf, type StoreContent } from "./keep.ts";
import { accountIn } from "./remove-profile.ts";
import { packTokens } from "./tokens.ts";

/** Where a secret is put: into the keyring, or in clear into the store. */
export type SecretStore = "keyring" | "file";

/** The store that was asked for, by an option or for all commands by a variable; throws `usage` for another one. */
export function chooseSecretStore(named: string | undefined, variables: Variables): SecretStore {
  const wanted = named ?? variable(variables, "OPENCLAW_SECRET_STORE") ?? "keyring";
  if (wanted === "keyring" || wanted === "file") return wanted;
  throw new AppError("usage", `there is no store \`${wanted}\``, "it is `--store keyring` or `--store file`");
}

/** A credential as it is to be stored; `method` is the login method that gave it. */
export type NewProfile = { id: string; provider: string; method?: string } & Granted;

/** Refuses to put another credential in the place of one that is there, unless that is wanted. */
export function requireFreeId(ids: ReadonlySet<string>, id: string, replaces: boolean): void {
  if (replaces || !ids.has(id)) return;
  throw new AppError(
    "profile_exists",
    `there is a profile \`${id}\` already`,
    "replace it with `--replace`, or keep both: `--profile-id <another>`",
  );
}

/**
 * Stores a credential, unless that very one stands there: the secret first, then what describes it, so that whoever is
 * killed in between leaves no reference without its secret. Other ends wait for both, so that none leaves a secret that
 * nothing tells of. Throws `profile_exists`, a keyring error, or why the store cannot be changed; then nothing has changed.
 */
export async function saveProfile(
  env: Env,
  { places, agent }: Setup,
  profile: NewProfile,
  store: SecretStore,
  replaces: boolean,
): Promise<{ path: string; left: string | undefined; isSame: boolean }> {
  const ref = await referenceOf(env, places, agent, profile.id);
  /** Where the keyring holds the secret that is replaced, if it does. */
  let older: string | undefined;
  let isSame = false;
  let undo = async (): Promise<unknown> => undefined;
  const decide = async ({ profiles = {} }: StoreContent, begin: () => void): Promise<Edit[]> => {
    requireFreeId(new Set(Object.keys(profiles)), profile.id, replaces);
    older = accountIn(profiles[profile.id]);
    const description = describeProfile(profile, store, ref);
    const isDescribed = says(profiles[profile.id], description);
    if (store === "keyring") {
      const before = await readSecret(env.keyring, ref.id);
      if (before.kind !== "ok" && before.kind !== "damaged") throw unsavedError(before.kind, before.reason);
      const text = before.kind === "ok" ? before.value : undefined;
      isSame = isDescribed && text === secretOf(profile);
      if (isSame) return [];
      undo = () => (text === undefined ? removeSecret(env.keyring, ref.id) : saveSecret(env.keyring, ref.id, text));
      begin();
      const saved = await saveSecret(env.keyring, ref.id, secretOf(profile));
      if (saved.kind !== "ok") throw unsavedError(saved.kind, saved.reason);
    } else if (isDescribed) {
      isSame = true;
      return [];
    }
    return [
      { kind: "set", path: ["profiles", profile.id], value: description },
      // What was counted against the credential before says nothing of this one.
      { kind: "remove", path: ["usageStats", profile.id] },
    ];
  };
  const { path } = await env.uninterrupted((begin) =>
    changeStore(env, agent, (content) => decide(content, begin)).catch(async (error: unknown) => {
      // A keyring that did not answer would only be waited for once more.
      if (!(error instanceof AppError && error.code === "keyring_timed_out")) await undo();
      throw error;
    }),
  );
  if (store !== "file" || older === undefined) return { path, left: undefined, isSame };
  const removed = await removeSecret(env.keyring, older);
  return { path, left: removed.kind === "ok" ? undefined : older, isSame };
}

/** Whether a profile says all this already; what others have written beside it does not count. */
function says(profile: Record<string, unknown> = {}, description: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(description).every(
    ([name, value]) => Object.hasOwn(profile, name) && isDeepStrictEqual(profile[name], value),
  );
}

function secretOf(profile: NewProfile): string {
  return (profile.type === "oauth" ? packTokens(profile.tokens) : profile.secret).reveal();
}

/** What the store says of a credential: where its secret is, or the secret itself. */
function describeProfile(profile: NewProfile, store: SecretStore, ref: SecretRef): Record<string, unknown> {
  const { type, provider, facts, method } = profile;
  const named = { type, provider, ...facts, ...(method === undefined ? {} : { method }) };
  if (type !== "oauth") {
    const { secret, expires } = profile;
    const [plain, reference] = type === "api_key" ? ["key", "keyRef"] : ["token", "tokenRef"];
    const place = store === "keyring" ? { [reference]: ref } : { [plain]: secret.reveal() };
    return { ...named, ...place, ...(expires === undefined ? {} : { expires }) };
  }
  const { access, refresh, expires } = profile.tokens;
  if (store === "keyring") return { ...named, expires, keyring: { id: ref.id, refreshable: refresh !== undefined } };
  return {
    ...named,
    access: access.reveal(),
    ...(refresh === undefined ? {} : { refresh: refresh.reveal() }),
    expires,
  };
}
