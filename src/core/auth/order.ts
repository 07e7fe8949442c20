import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Variables } from "../../contracts/env.ts";
import type { Config } from "../../schema/config.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import { cooldownOf } from "./cooldown.ts";
import { hasSecret, healthOf } from "./health.ts";
import { isUsable, type SourceState } from "./state.ts";
import type { AuthStore } from "./store.ts";

/** A profile that is named in an order, and what it is good for. */
export type Candidate = {
  profileId: string;
  profile: StoredProfile | undefined;
  state: SourceState;
  detail: string;
};

export type ProfileOrder = {
  /** Who says which profiles to use, and in which order. */
  decidedBy: "store order" | "config order" | "configured profiles" | "stored profiles";
  /** Usable ones first, in the order in which they are tried; then the declared ones that cannot be used. */
  candidates: Candidate[];
  /** Stored profiles of the provider that the order leaves out. */
  leftOut: string[];
};

const TYPE_RANK: Readonly<Record<StoredProfile["type"], number>> = { oauth: 0, token: 1, api_key: 2 };

/** What an order is decided on. */
export type OrderContext = {
  store: AuthStore;
  config: Config;
  providers: ProviderTable;
  variables: Variables;
  now: number;
};

/** Decides in which order a provider's profiles are tried. Facts: OpenClaw 2026.2.6-3 §6. */
export function profileOrder(provider: string, context: OrderContext): ProfileOrder {
  const { store, config, providers, now } = context;
  const listed = (lists: Readonly<Record<string, readonly string[]>> | undefined) =>
    Object.entries(lists ?? {}).find(([id]) => providers.canonicalId(id) === provider)?.[1];
  const declared = Object.entries(config.auth?.profiles ?? {}).filter(
    ([, entry]) => providers.canonicalId(entry.provider) === provider,
  );
  const stored = [...store.profiles]
    .filter(([, profile]) => providers.canonicalId(profile.provider) === provider)
    .map(([id]) => id);
  const fromStore = listed(store.order);
  const fromConfig = listed(config.auth?.order);
  const ids = fromStore ?? fromConfig ?? (declared.length > 0 ? declared.map(([id]) => id) : stored);
  const decidedBy =
    fromStore !== undefined
      ? "store order"
      : fromConfig !== undefined
        ? "config order"
        : declared.length > 0
          ? "configured profiles"
          : "stored profiles";
  const judged = [...new Set(ids)].map((id) => judge(id, provider, context));
  const isExplicit = fromStore !== undefined || fromConfig !== undefined;
  const usable = judged.filter(({ state }) => isUsable(state));
  return {
    decidedBy,
    candidates: [...inTurn(usable, store, now, isExplicit), ...judged.filter(({ state }) => !isUsable(state))],
    leftOut: stored.filter((id) => !ids.includes(id)),
  };
}

function judge(id: string, provider: string, { store, config, providers, variables, now }: OrderContext): Candidate {
  const profile = store.profiles.get(id);
  const verdict = (state: SourceState, detail = ""): Candidate => ({ profileId: id, profile, state, detail });
  if (profile === undefined) return verdict("not_stored");
  if (providers.canonicalId(profile.provider) !== provider) return verdict("other_provider", profile.provider);
  const declared = config.auth?.profiles;
  const mode = declared !== undefined && Object.hasOwn(declared, id) ? declared[id]?.mode : undefined;
  const fits = mode === undefined || mode === profile.type || (mode === "oauth" && profile.type === "token");
  if (!fits) return verdict("other_mode", `${mode}, but stored is ${profile.type}`);
  if (!hasSecret(profile)) return verdict("empty");
  const unset = unsetVariable(profile, variables);
  if (unset !== undefined) return verdict("unset", unset);
  if (healthOf(profile, now, 0).status === "expired") return verdict("expired");
  return verdict(cooldownOf(id, store, now) === undefined ? "usable" : "paused");
}

/** The variable that a profile refers to instead of holding a secret, if it is not set. */
function unsetVariable(profile: StoredProfile, variables: Variables): string | undefined {
  if (profile.type === "oauth") return undefined;
  const [text, ref] = profile.type === "api_key" ? [profile.key, profile.keyRef] : [profile.token, profile.tokenRef];
  if (text?.trim()) return undefined;
  return ref?.source === "env" && !variables[ref.id]?.trim() ? ref.id : undefined;
}

/** Those set aside come last, the soonest back first; unless an order is written down, the least used comes first. */
function inTurn(candidates: readonly Candidate[], store: AuthStore, now: number, isExplicit: boolean): Candidate[] {
  const until = (id: string) => cooldownOf(id, store, now)?.until ?? 0;
  const lastUsed = (id: string) => (Object.hasOwn(store.usageStats, id) ? (store.usageStats[id]?.lastUsed ?? 0) : 0);
  const rank = ({ profile }: Candidate) => (profile === undefined ? 0 : TYPE_RANK[profile.type]);
  return candidates.toSorted((a, b) => {
    const pause = until(a.profileId) - until(b.profileId);
    if (pause !== 0 || isExplicit) return pause;
    return rank(a) - rank(b) || lastUsed(a.profileId) - lastUsed(b.profileId);
  });
}
