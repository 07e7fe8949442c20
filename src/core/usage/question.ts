import { AppError } from "../../contracts/error.ts";
import type { UsageQuestion } from "../../contracts/usage.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config } from "../../schema/config.ts";
import { placeOf } from "../probe/endpoint.ts";
import { enterpriseHostOf } from "../probe/hosts.ts";
import type { Setup } from "../setup.ts";
import type { RevealInTurn } from "./reveal-in-turn.ts";
import type { UsageTarget } from "./targets.ts";

/** What to ask, or why it cannot be. */
export async function questionFor(
  { source, provider, dialect }: UsageTarget,
  setup: Setup,
  reveal: RevealInTurn,
): Promise<UsageQuestion | string> {
  const { profile } = source;
  const place = placeFor(provider, profile, setup);
  if (place === undefined) return "its address is not known";
  const { origin, isForeign } = place;
  if (isForeign && !dialect.origins?.includes(origin))
    return "not asked: the config gives this provider an address of its own";
  let secret: Awaited<ReturnType<RevealInTurn>>;
  try {
    secret = await reveal(source);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  if (secret === "late")
    return "not asked: its token has expired, and renewing those before it took too long; run this again";
  if (secret === undefined) return "the secret is held by a secrets provider that only OpenClaw can ask";
  const accountId = profile?.type === "oauth" ? profile.accountId : undefined;
  return { secret, origin, accountId, enterpriseHost: enterpriseHostOf(profile) };
}

/** The host at which a profile's provider is asked, and whether it is the config's idea alone. */
function placeFor(
  provider: string,
  profile: StoredProfile | undefined,
  { config, names, variables }: Setup,
): { origin: string; isForeign: boolean } | undefined {
  const originIn = (own: Config, by: StoredProfile | undefined) => {
    const place = placeOf(provider, { config: own, providers: names.providers, variables }, by);
    return "missing" in place || !URL.canParse(place.baseUrl) ? undefined : new URL(place.baseUrl).origin;
  };
  const origin = originIn(config, profile);
  if (origin === undefined) return undefined;
  return { origin, isForeign: origin !== originIn({}, profile) && origin !== originIn({}, undefined) };
}
