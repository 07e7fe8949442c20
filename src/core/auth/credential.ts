import { profileOrder } from "./order.ts";
import { isUsable, stateText } from "./state.ts";
import { type CredentialContext, otherSources, profileSource, type Source } from "./sources.ts";

/** What a provider would be asked with, and everything that was found on the way. */
export type Credential = {
  provider: string;
  sources: Source[];
  used: Source | undefined;
  /** Profiles are declared and stored, but none can be used: nothing else is taken in their place. */
  failed: boolean;
};

/**
 * Finds every credential of a provider, in the order in which they count: profiles, then variables, then the config.
 * A stored profile that cannot be used is an error, not a reason to take the next source in silence.
 */
export async function credentialOf(provider: string, context: CredentialContext): Promise<Credential> {
  const { decidedBy, candidates, leftOut } = profileOrder(provider, context);
  const profiles = candidates.map((candidate) => profileSource(candidate, context));
  const others = await otherSources(provider, context);
  const passedOver = leftOut.map((profileId) => {
    const profile = context.store.profiles.get(profileId);
    return profileSource({ profileId, profile, state: "left_out", detail: decidedBy }, context);
  });
  const firstProfile = profiles.find(({ state }) => isUsable(state));
  const failed = firstProfile === undefined && profiles.some(({ state }) => state !== "not_stored");
  const used = firstProfile ?? (failed ? undefined : others.find(({ state }) => isUsable(state)));
  const sources = [...profiles, ...passedOver, ...others];
  for (const source of sources) {
    source.used = source === used;
    source.reason = reasonOf(source, used, decidedBy);
  }
  return { provider, sources, used, failed };
}

function reasonOf({ used, kind, state, detail }: Source, winner: Source | undefined, decidedBy: string): string {
  const own = stateText(state, detail);
  if (used)
    return kind === "profile"
      ? `first by the ${decidedBy}${state === "paused" ? `; ${own}` : ""}`
      : "nothing before it";
  if (!isUsable(state)) return own;
  return winner === undefined ? "a stored profile comes first, and it cannot be used" : `${winner.name} comes first`;
}

/** The providers for which there can be a credential at all; the catalog knows hundreds of others. */
export function providersWithSources({
  config,
  store,
  providers,
  environment,
}: CredentialContext): ReadonlySet<string> {
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
