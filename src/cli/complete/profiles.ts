import { canRenew, healthOf, WARN_WITHIN_MS } from "../../core/auth/health.ts";
import { readRawStores } from "../../core/auth/raw-stores.ts";
import { createProviderTable } from "../../core/models/provider-table.ts";
import type { AuthStoreFile, StoredProfile } from "../../schema/auth-store.ts";
import { formatDuration } from "../../ui/duration.ts";
import { type Candidate, grouped } from "./candidate.ts";
import type { Given } from "./expect.ts";
import { agentOf, type Live } from "./live.ts";

const TYPES: Readonly<Record<StoredProfile["type"], string>> = { api_key: "API key", token: "token", oauth: "OAuth" };

/**
 * The profiles that are stored for the agent, and those that the config declares; of one provider where one is named, and
 * those alone that can be renewed where that is wanted.
 */
export async function profileCandidates(
  live: Live,
  given: Given,
  typed: string,
  renewable: boolean,
): Promise<readonly Candidate[]> {
  const { env, config } = live;
  const { parts } = await readRawStores(env, live, agentOf(live, given));
  const found = new Map<string, unknown>();
  for (const store of [config.auth, ...parts.map(({ value }) => value as AuthStoreFile | undefined)]) {
    for (const [id, entry] of Object.entries(store?.profiles ?? {})) found.set(id, entry);
  }
  const belongs = await filterOf(given.get("provider")?.at(-1));
  const ids: Candidate[] = [];
  for (const [value, entry] of found) {
    const provider = (entry as { provider?: unknown } | null)?.provider;
    if (renewable && !isRenewable(entry as StoredProfile | null)) continue;
    if (typeof provider === "string" && belongs(provider)) ids.push({ value, about: "" });
  }
  const offered = grouped(ids, typed, ":", "profile");
  // Only what will be seen is judged: there can be thousands.
  for (const candidate of offered) {
    if (candidate.open === undefined) candidate.about = stateOf(found.get(candidate.value), env.now());
  }
  return offered;
}

function isRenewable(entry: StoredProfile | null): boolean {
  return entry?.type === "oauth" && canRenew(entry);
}

/** Whether a profile's provider is the one that is wanted, by any of its names. */
async function filterOf(wanted: string | undefined): Promise<(provider: string) => boolean> {
  if (wanted === undefined) return () => true;
  const { PROVIDERS } = await import("../../providers/index.ts");
  const { canonicalId } = createProviderTable(PROVIDERS);
  return (provider) => canonicalId(provider) === canonicalId(wanted);
}

/** The kind of a stored profile and how long it lasts; what is stored nowhere is only declared. */
function stateOf(entry: unknown, now: number): string {
  const profile = entry as StoredProfile;
  if (!Object.hasOwn(TYPES, profile.type)) return "not stored";
  const { status, remainingMs } = healthOf(profile, now, WARN_WITHIN_MS);
  const lasts = remainingMs === undefined || remainingMs <= 0 ? "" : `for ${formatDuration(remainingMs)}`;
  const state = status === "expired" ? "expired" : status === "missing" ? "incomplete" : lasts;
  return state === "" ? TYPES[profile.type] : `${TYPES[profile.type]}, ${state}`;
}
