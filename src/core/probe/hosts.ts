import type { Provider } from "../../contracts/provider.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { httpsAddress } from "../address.ts";

/**
 * Where a provider answers to a profile: where the sign-in said, else where those answer who signed in the same way, else at
 * its usual address.
 */
export function addressFor(provider: Provider | undefined, profile: StoredProfile | undefined): string | undefined {
  const method = profile?.type === "oauth" ? profile.method : undefined;
  const usual = provider?.login.find(({ id }) => id === method)?.baseUrl ?? provider?.baseUrl;
  const named = profile === undefined || profile.type === "api_key" ? undefined : profile.resourceUrl;
  const url = named === undefined ? undefined : httpsAddress(named.trim());
  return url === undefined ? usual : below(url, usual);
}

/** The company's own host that a profile is of. */
export function enterpriseHostOf(profile: StoredProfile | undefined): string | undefined {
  if (profile === undefined || profile.type === "api_key" || profile.enterpriseUrl === undefined) return undefined;
  const url = httpsAddress(profile.enterpriseUrl.trim());
  return url?.pathname === "/" ? url.host : undefined;
}

/** Some name the path below which requests stand, others leave it out, or a part of it: Qwen its `/v1`. */
function below(url: URL, usual: string | undefined): string {
  const path = pathOf(url);
  const rest = usual === undefined || !URL.canParse(usual) ? "" : pathOf(new URL(usual));
  return url.origin + (path.endsWith(rest) ? path : path + rest);
}

const pathOf = ({ pathname }: URL) => pathname.replace(/\/+$/, "");
