import * as v from "valibot";
import { healthOf, WARN_WITHIN_MS } from "../../core/auth/health.ts";
import { readRawStores } from "../../core/auth/store.ts";
import { createProviderTable } from "../../core/models/provider-table.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { StoredProfile } from "../../schema/auth-store.ts";
import { formatDuration } from "../../ui/duration.ts";
import type { Candidate } from "./candidate.ts";
import type { Given } from "./expect.ts";
import { agentOf, type Live } from "./live.ts";

const TYPES: Readonly<Record<StoredProfile["type"], string>> = { api_key: "API key", token: "token", oauth: "OAuth" };

/** The profiles that are stored for the agent, and those that the config declares; of one provider where one is named. */
export async function profileCandidates(live: Live, given: Given): Promise<Candidate[]> {
  const { env, config } = live;
  const { stores } = await readRawStores(env, live, agentOf(live, given));
  const found = new Map<string, unknown>(Object.entries(config.auth?.profiles ?? {}));
  for (const [id, value] of stores.flatMap(({ profiles }) => Object.entries(profiles ?? {}))) found.set(id, value);
  const { canonicalId } = createProviderTable(PROVIDERS);
  const wanted = given.get("provider")?.at(-1);
  const provider = wanted === undefined ? undefined : canonicalId(wanted);
  return [...found].flatMap(([value, entry]) => {
    const of = (entry as { provider?: unknown } | null)?.provider;
    if (typeof of !== "string" || (provider !== undefined && canonicalId(of) !== provider)) return [];
    return [{ value, about: stateOf(entry, env.now()) }];
  });
}

/** The kind of a stored profile and how long it lasts; what is stored nowhere is only declared. */
function stateOf(entry: unknown, now: number): string {
  const parsed = v.safeParse(StoredProfile, entry);
  if (!parsed.success) return "not stored";
  const { status, remainingMs } = healthOf(parsed.output, now, WARN_WITHIN_MS);
  const lasts = remainingMs === undefined || remainingMs <= 0 ? "" : `for ${formatDuration(remainingMs)}`;
  const state = status === "expired" ? "expired" : status === "missing" ? "incomplete" : lasts;
  return [TYPES[parsed.output.type], state].filter(Boolean).join(", ");
}
