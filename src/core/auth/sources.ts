import type { Env, Variables } from "../../contracts/env.ts";
import { Secret } from "../../contracts/secret.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config, SecretRef } from "../../schema/config.ts";
import { variable } from "../config/paths.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import { type Health, healthOf, isClear } from "./health.ts";
import type { Found } from "./environment.ts";
import type { Candidate } from "./order.ts";
import type { SourceState } from "./state.ts";
import type { AuthStore } from "./store.ts";

/** One place where a credential for a provider was found, and what becomes of it. */
export type Source = {
  kind: "profile" | "env" | "ambient" | "config";
  /** The profile id, the variable, the file, or the config path. */
  name: string;
  /** Where the secret itself stands. */
  storage: "file" | "database" | "keyring" | "reference" | "env" | "dotenv" | "config" | "ambient";
  /** Absent where the secret stands elsewhere. */
  secret?: Secret;
  /** The account under which the keyring holds it, where it does. */
  account?: string;
  profile?: StoredProfile;
  health?: Health;
  state: SourceState;
  /** What the state is about: a variable, a mode, who decided. */
  detail: string;
  used: boolean;
  /** Why it is used or not, for people and for `--json`. */
  reason: string;
};

/** What there is to look for credentials in. */
export type CredentialContext = {
  env: Env;
  home: string;
  variables: Variables;
  config: Config;
  store: AuthStore;
  providers: ProviderTable;
  /** What `findInEnvironment` found, by provider. */
  environment: ReadonlyMap<string, Found>;
  /** Where a variable stands that is not of the process: in `.env`, or in the config. */
  origins: ReadonlyMap<string, "dotenv" | "config">;
  /** Paths of the config whose text came out of a variable. */
  substituted: ReadonlyMap<string, string>;
  now: number;
  warnWithinMs: number;
};

/** What stands in the environment, beside the home directory and in the config, in the order in which it counts. */
export async function otherSources(provider: string, context: CredentialContext): Promise<Source[]> {
  const ambient = await ambientSources(provider, context);
  return [...environmentSources(provider, context), ...ambient, ...configSources(provider, context)];
}

/** A stored profile as a source. */
export function profileSource(
  { profileId, profile, state, detail }: Candidate,
  { store, now, warnWithinMs, origins }: CredentialContext,
): Source {
  const base = { kind: "profile" as const, name: profileId, state, detail, ...UNDECIDED };
  if (profile === undefined) return { ...base, storage: "file" };
  const health = healthOf(profile, now, warnWithinMs);
  if (profile.type === "oauth" && profile.keyring !== undefined && !isClear(profile))
    return { ...base, storage: "keyring", account: profile.keyring.id, profile, health };
  const [text, ref] =
    profile.type === "api_key"
      ? [profile.key, profile.keyRef]
      : profile.type === "token"
        ? [profile.token, profile.tokenRef]
        : [profile.access, undefined];
  const plain = store.kind === "sqlite" ? "database" : "file";
  const storage = text?.trim() || ref === undefined ? plain : refStorage(ref, origins);
  const inKeyring = storage === "keyring" && ref !== undefined ? { account: ref.id } : {};
  return { ...base, storage, ...inKeyring, ...(text ? { secret: new Secret(text) } : {}), profile, health };
}

const UNDECIDED = { used: false, reason: "" };

/** `keyring` is the provider name under which our own references stand. */
function refStorage(ref: SecretRef, origins: CredentialContext["origins"]): Source["storage"] {
  if (ref.source === "env") return origins.get(ref.id) ?? "env";
  return ref.source === "exec" && ref.provider === "keyring" ? "keyring" : "reference";
}

function environmentSources(provider: string, { environment, origins }: CredentialContext): Source[] {
  const found = environment.get(provider);
  if (found === undefined) return [];
  const storage = origins.get(found.name) ?? "env";
  const secret = new Secret(found.value);
  return [{ kind: "env", name: found.name, storage, secret, state: "usable", detail: "", ...UNDECIDED }];
}

async function ambientSources(
  provider: string,
  { env, home, variables, providers }: CredentialContext,
): Promise<Source[]> {
  const ambient = providers.find(provider)?.ambient;
  if (ambient === undefined || !ambient.needs.every((names) => variable(variables, ...names) !== undefined)) return [];
  if (!(await env.files.exists(`${home}/${ambient.file}`))) return [];
  return [{ kind: "ambient", name: ambient.label, storage: "ambient", state: "usable", detail: "", ...UNDECIDED }];
}

function configSources(provider: string, context: CredentialContext): Source[] {
  const { config, providers, variables, store, substituted, origins } = context;
  const entry = Object.entries(config.models?.providers ?? {}).find(([id]) => providers.canonicalId(id) === provider);
  const key = entry?.[1].apiKey;
  if (entry === undefined || key === undefined) return [];
  const name = `models.providers.${entry[0]}.apiKey`;
  const base = { kind: "config" as const, name, state: "usable" as SourceState, detail: "", ...UNDECIDED };
  if (typeof key !== "string") {
    const value = key.source === "env" ? variable(variables, key.id) : undefined;
    if (value !== undefined) return [{ ...base, storage: refStorage(key, origins), secret: new Secret(value) }];
    if (key.source === "env") return [{ ...base, storage: "env", state: "unset", detail: key.id }];
    const storage = refStorage(key, origins);
    return [{ ...base, storage, ...(storage === "keyring" ? { account: key.id } : {}) }];
  }
  if (key.trim() === "") return [];
  // OpenClaw ≥ 2026.9 writes the id of a profile there.
  if (store.profiles.has(key)) return [{ ...base, storage: "reference", state: "pointer", detail: key }];
  const [, filledIn] = /\$\{(\w+)\}/.exec(substituted.get(name) ?? "") ?? [];
  const storage = filledIn === undefined ? "config" : (origins.get(filledIn) ?? "env");
  return [{ ...base, storage, secret: new Secret(key) }];
}
