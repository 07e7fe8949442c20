import { canonicalRefs } from "./models.ts";
import type { Credential } from "../auth/credential.ts";
import type { Source } from "../auth/sources.ts";
import { isUsable, stateText } from "../auth/state.ts";
import type { Credentials, Setup } from "../setup.ts";
import type { Ref } from "../models/ref.ts";
import type { Reason } from "./outcome.ts";

/** One question that a probe asks, or why it cannot be asked. */
export type Target = {
  provider: string;
  /** Absent where nothing of the provider's could be asked. */
  model: Ref | undefined;
  /** Absent where no credential is needed, or none was found. */
  source: Source | undefined;
  skip?: { reason: Reason; message: string };
};

/** Which targets are wanted; an empty list means all. */
export type Wanted = {
  all: boolean;
  models: readonly Ref[];
  provider: string | undefined;
  profiles: readonly string[];
};

/**
 * The targets of a probe: for each provider every profile in its order, else its variable, else its key in the config;
 * what the order leaves out and what cannot be used is a target with its reason. Facts: OpenClaw 2026.2.6-3 §7.
 */
export async function targetsOf(
  setup: Setup,
  credentials: Credentials,
  providers: readonly string[],
  wanted: Wanted,
): Promise<Target[]> {
  const targets: Target[] = [];
  const chosen = new Set([...providers, ...wanted.models.map(({ provider }) => provider)]);
  for (const provider of chosen) {
    if (wanted.provider !== undefined && provider !== wanted.provider) continue;
    const models = modelsFor(setup, provider, wanted);
    if (models === undefined) continue;
    const sources = sourcesFor(await credentials.of(provider), wanted.profiles);
    const isLocal = setup.names.registry.isLocal(provider);
    if (sources.length === 0 && wanted.profiles.length === 0 && isLocal) {
      for (const model of models) targets.push({ provider, model, source: undefined });
    }
    if (
      sources.length === 0 &&
      wanted.profiles.length === 0 &&
      !isLocal &&
      wanted.models.length + Number(wanted.all) > 0
    ) {
      targets.push({
        provider,
        model: models[0],
        source: undefined,
        skip: { reason: "unresolved", message: "there is no credential" },
      });
    }
    for (const source of sources) {
      const skip = skipOf(source);
      if (skip !== undefined) targets.push({ provider, model: models[0], source, skip });
      else if (models.length === 0) targets.push({ provider, model: undefined, source, skip: NO_MODEL });
      else for (const model of models) targets.push({ provider, model, source });
    }
  }
  return targets;
}

const NO_MODEL = { reason: "no_model", message: "there is no model to be asked" } as const;

function modelsFor(setup: Setup, provider: string, { all, models }: Wanted): readonly Ref[] | undefined {
  if (models.length > 0) {
    const named = models.filter((ref) => ref.provider === provider);
    return named.length === 0 ? undefined : named;
  }
  const refs = canonicalRefs(setup, provider);
  if (all) return refs.configured.length > 0 ? refs.configured : undefined;
  const first = refs.configured[0] ?? refs.cheapest;
  return first === undefined ? [] : [first];
}

/** Profiles where there are any; a variable or the config is asked only where there are none. */
function sourcesFor({ sources }: Credential, profiles: readonly string[]): Source[] {
  const own = sources.filter(({ kind, state }) => kind === "profile" && state !== "not_stored");
  const named = profiles.length === 0 ? own : own.filter(({ name }) => profiles.includes(name));
  if (own.length > 0 || profiles.length > 0) return named;
  const other = sources.find(({ kind, state }) => kind !== "profile" && state !== "pointer");
  return other === undefined ? [] : [other];
}

function skipOf({ state, detail, kind }: Source): Target["skip"] {
  if (isUsable(state)) {
    return kind === "ambient"
      ? { reason: "unsupported", message: "the credential file of another tool is not asked with" }
      : undefined;
  }
  const reason: Reason =
    state === "left_out" || state === "other_mode" ? "excluded" : state === "unset" ? "unresolved" : "unusable";
  return { reason, message: stateText(state, detail) };
}
