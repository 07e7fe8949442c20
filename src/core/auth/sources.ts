import type { Env, Variables } from "../../contracts/env.ts";
import { Secret } from "../../contracts/secret.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config, SecretRef } from "../../schema/config.ts";
import { variable } from "../config/paths.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import { type Health, healthOf } from "./health.ts";
import type { Found } from "./environment.ts";
import type { Candidate } from "./order.ts";
import type { AuthStore } from "./store.ts";

/** One place where a credential for a provider was found, and what becomes of it. */
export type Source = {
  kind: "profile" | "env" | "ambient" | "config";
  /** The profile id, the variable, the file, or the config path. */
  name: string;
  /** Where the secret itself stands. */
  storage: "file" | "database" | "keyring" | "reference" | "env" | "config" | "ambient";
  /** Absent where the secret stands elsewhere. */
  secret?: Secret;
  profile?: StoredProfile;
  health?: Health;
  /** In the order that decides: an expired one there counts, one that is left out does not. */
  counts: boolean;
  used: boolean;
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
  /** What `environmentOf` found, by provider. */
  environment: ReadonlyMap<string, Found>;
  now: number;
  warnWithinMs: number;
};

/** What stands in the environment, beside the home directory and in the config, in the order in which it counts. */
export async function otherSources(provider: string, context: CredentialContext): Promise<Source[]> {
  const ambient = await ambientSources(provider, context);
  return [...environmentSources(provider, context), ...ambient, ...configSources(provider, context)];
}

/** A stored profile as a source; `counts` when the order names it. */
export function profileSource(
  { profileId, profile, reason }: Candidate,
  counts: boolean,
  { store, now, warnWithinMs }: CredentialContext,
): Source {
  const base = { kind: "profile" as const, name: profileId, counts, used: false, reason };
  if (profile === undefined) return { ...base, storage: "file" };
  const health = healthOf(profile, now, warnWithinMs);
  const [text, ref] =
    profile.type === "api_key"
      ? [profile.key, profile.keyRef]
      : profile.type === "token"
        ? [profile.token, profile.tokenRef]
        : [profile.access, undefined];
  const plain = store.kind === "sqlite" ? "database" : "file";
  return {
    ...base,
    storage: text || ref === undefined ? plain : refStorage(ref),
    ...(text ? { secret: new Secret(text) } : {}),
    profile,
    health,
  };
}

/** `keyring` is the provider name under which our own references stand. */
function refStorage(ref: SecretRef): Source["storage"] {
  return ref.source === "exec" && ref.provider === "keyring" ? "keyring" : "reference";
}

function environmentSources(provider: string, { environment }: CredentialContext): Source[] {
  const found = environment.get(provider);
  if (found === undefined) return [];
  return [
    {
      kind: "env",
      name: found.name,
      storage: "env",
      secret: new Secret(found.value),
      counts: true,
      used: false,
      reason: "",
    },
  ];
}

async function ambientSources(
  provider: string,
  { env, home, variables, providers }: CredentialContext,
): Promise<Source[]> {
  const ambient = providers.find(provider)?.ambient;
  if (ambient === undefined || !ambient.needs.every((names) => variable(variables, ...names) !== undefined)) return [];
  if (!(await env.files.exists(`${home}/${ambient.file}`))) return [];
  return [{ kind: "ambient", name: ambient.label, storage: "ambient", counts: true, used: false, reason: "" }];
}

function configSources(provider: string, { config, providers, variables, store }: CredentialContext): Source[] {
  const entry = Object.entries(config.models?.providers ?? {}).find(([id]) => providers.canonicalId(id) === provider);
  const key = entry?.[1].apiKey;
  if (entry === undefined || key === undefined) return [];
  const base = {
    kind: "config" as const,
    name: `models.providers.${entry[0]}.apiKey`,
    counts: true,
    used: false,
    reason: "",
  };
  if (typeof key !== "string") {
    const value = key.source === "env" ? variable(variables, key.id) : undefined;
    const lacking = key.source === "env" && value === undefined ? `the variable ${key.id} is not set` : "";
    return [
      {
        ...base,
        storage: refStorage(key),
        ...(value === undefined ? {} : { secret: new Secret(value) }),
        reason: lacking,
      },
    ];
  }
  if (key.trim() === "") return [];
  // OpenClaw ≥ 2026.9 writes the id of a profile there.
  if (store.profiles.has(key)) return [{ ...base, storage: "reference", reason: `names the profile ${key}` }];
  return [{ ...base, storage: "config", secret: new Secret(key) }];
}
