import { profileOrder } from "./order.ts";
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
  const order = profileOrder(provider, context.store, context.config, context.providers, context.now);
  const profiles = [
    ...order.candidates.map((candidate) => profileSource(candidate, true, context)),
    ...order.leftOut.map((profileId) => {
      const profile = context.store.profiles.get(profileId);
      return profileSource(
        { profileId, profile, usable: false, reason: `left out by the ${order.decidedBy}` },
        false,
        context,
      );
    }),
  ];
  const usable = order.candidates.some((candidate) => candidate.usable);
  const failed = !usable && order.candidates.some((candidate) => candidate.profile !== undefined);
  const others = await otherSources(provider, context);
  const sources = [...profiles, ...others];
  const winner = usable ? order.candidates[0]?.profileId : undefined;
  const used = usable
    ? profiles.find(({ name }) => name === winner)
    : failed
      ? undefined
      : others.find(({ reason }) => reason === "");
  for (const source of sources) {
    source.used = source === used;
    source.reason = reasonFor(source, used, failed, order.decidedBy);
  }
  return { provider, sources, used, failed };
}

function reasonFor(source: Source, used: Source | undefined, failed: boolean, decidedBy: string): string {
  if (source === used && source.kind !== "profile") return "nothing before it";
  if (source === used) return `first by the ${decidedBy}${source.reason === "usable" ? "" : `; ${source.reason}`}`;
  if (source.reason !== "" && source.reason !== "usable") return source.reason;
  if (failed) return "not taken: a stored profile comes first, and it cannot be used";
  return used === undefined ? "not usable" : `${used.name} comes first`;
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
