import type { Env, Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import { Secret } from "../../contracts/secret.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config, SecretRef } from "../../schema/config.ts";
import { variable } from "../config/paths.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import { type Health, healthOf } from "./health.ts";
import { type Candidate, profileOrder } from "./order.ts";
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

/** What a provider would be asked with, and everything that was found on the way. */
export type Credential = {
  provider: string;
  sources: Source[];
  used: Source | undefined;
  /** Profiles are declared and stored, but none can be used: nothing else is taken in their place. */
  failed: boolean;
};

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

/** A variable that holds a credential. */
export type Found = { name: string; value: string };

/**
 * Finds every credential of a provider, in the order in which they count: profiles, then variables, then the config.
 * A stored profile that cannot be used is an error, not a reason to take the next source in silence.
 */
export async function credentialOf(provider: string, context: CredentialContext): Promise<Credential> {
  const order = profileOrder(provider, context.store, context.config, context.providers, context.now);
  const profiles = [
    ...order.candidates.map((candidate) => profileSource(candidate, true, context)),
    ...order.leftOut.map((profileId) => {
      const profile = context.store.profiles.get(profileId);
      return profileSource({ profileId, profile, usable: false, reason: `left out by the ${order.decidedBy}` }, false, context);
    }),
  ];
  const usable = order.candidates.some((candidate) => candidate.usable);
  const failed = !usable && order.candidates.some((candidate) => candidate.profile !== undefined);
  const others = [...environmentSources(provider, context), ...(await ambientSources(provider, context)), ...configSources(provider, context)];
  const sources = [...profiles, ...others];
  const winner = usable ? order.candidates[0]?.profileId : undefined;
  const used = usable ? profiles.find(({ name }) => name === winner) : failed ? undefined : others.find(({ reason }) => reason === "");
  for (const source of sources) {
    source.used = source === used;
    source.reason = reasonFor(source, used, failed, order.decidedBy);
  }
  return { provider, sources, used, failed };
}

function reasonFor(source: Source, used: Source | undefined, failed: boolean, decidedBy: string): string {
  if (source === used) return source.kind === "profile" ? `first by the ${decidedBy}${source.reason === "usable" ? "" : `; ${source.reason}`}` : "nothing before it";
  if (source.reason !== "" && source.reason !== "usable") return source.reason;
  if (failed) return "not taken: a stored profile comes first, and it cannot be used";
  return used === undefined ? "not usable" : `${used.name} comes first`;
}

function profileSource({ profileId, profile, reason }: Candidate, counts: boolean, { store, now, warnWithinMs }: CredentialContext): Source {
  const base = { kind: "profile" as const, name: profileId, counts, used: false, reason };
  if (profile === undefined) return { ...base, storage: "file" };
  const health = healthOf(profile, now, warnWithinMs);
  const [text, ref] =
    profile.type === "api_key" ? [profile.key, profile.keyRef] : profile.type === "token" ? [profile.token, profile.tokenRef] : [profile.access, undefined];
  const plain = store.kind === "sqlite" ? "database" : "file";
  return { ...base, storage: text || ref === undefined ? plain : refStorage(ref), ...(text ? { secret: new Secret(text) } : {}), profile, health };
}

/** `keyring` is the provider name under which our own references stand. */
function refStorage(ref: SecretRef): Source["storage"] {
  return ref.source === "exec" && ref.provider === "keyring" ? "keyring" : "reference";
}

/** The providers for which there can be a credential at all; the catalog knows hundreds of others. */
export function providersWithSources({ config, store, providers, environment }: CredentialContext): ReadonlySet<string> {
  const named = [
    ...[...store.profiles.values()].map(({ provider }) => provider),
    ...Object.keys(store.order),
    ...Object.values(config.auth?.profiles ?? {}).map(({ provider }) => provider),
    ...Object.keys(config.auth?.order ?? {}),
    ...Object.keys(config.models?.providers ?? {}),
  ].map(providers.canonicalId);
  const ambient = providers.all.filter((provider) => provider.ambient !== undefined).map(({ id }) => id);
  return new Set([...named, ...environment.keys(), ...ambient]);
}

/** Finds the credentials in the environment, by provider. */
export function findInEnvironment(providers: readonly Provider[], variables: Variables): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const provider of providers) {
    const own = environmentOf(provider, variables);
    if (own !== undefined) found.set(provider.id, own);
  }
  return found;
}

/** The first variable of the provider's that is set, or a set of them that counts together. */
function environmentOf(provider: Provider, variables: Variables): Found | undefined {
  for (const name of provider.env) {
    const value = variables[name]?.trim();
    if (value) return { name, value };
  }
  for (const names of provider.envSets ?? []) {
    const values = names.map((name) => variable(variables, name));
    if (values.every((value) => value !== undefined)) return { name: names.join(" + "), value: values.at(-1) ?? "" };
  }
  return undefined;
}

function environmentSources(provider: string, { environment }: CredentialContext): Source[] {
  const found = environment.get(provider);
  if (found === undefined) return [];
  return [{ kind: "env", name: found.name, storage: "env", secret: new Secret(found.value), counts: true, used: false, reason: "" }];
}

async function ambientSources(provider: string, { env, home, variables, providers }: CredentialContext): Promise<Source[]> {
  const ambient = providers.find(provider)?.ambient;
  if (ambient === undefined || !ambient.needs.every((names) => variable(variables, ...names) !== undefined)) return [];
  if (!(await env.files.exists(`${home}/${ambient.file}`))) return [];
  return [{ kind: "ambient", name: ambient.label, storage: "ambient", counts: true, used: false, reason: "" }];
}

function configSources(provider: string, { config, providers, variables, store }: CredentialContext): Source[] {
  const entry = Object.entries(config.models?.providers ?? {}).find(([id]) => providers.canonicalId(id) === provider);
  const key = entry?.[1].apiKey;
  if (entry === undefined || key === undefined) return [];
  const base = { kind: "config" as const, name: `models.providers.${entry[0]}.apiKey`, counts: true, used: false, reason: "" };
  if (typeof key !== "string") {
    const value = key.source === "env" ? variable(variables, key.id) : undefined;
    const lacking = key.source === "env" && value === undefined ? `the variable ${key.id} is not set` : "";
    return [{ ...base, storage: refStorage(key), ...(value === undefined ? {} : { secret: new Secret(value) }), reason: lacking }];
  }
  if (key.trim() === "") return [];
  // OpenClaw ≥ 2026.9 writes the id of a profile there.
  if (store.profiles.has(key)) return [{ ...base, storage: "reference", reason: `names the profile ${key}` }];
  return [{ ...base, storage: "config", secret: new Secret(key) }];
}
