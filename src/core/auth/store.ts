import * as v from "valibot";
import type { Env } from "../../contracts/env.ts";
import { StoredProfile, type UsageStats } from "../../schema/auth-store.ts";
import type { Agent } from "../agents.ts";
import { type Place, type RawStores, readRawStores } from "./raw-stores.ts";
import { parseStore } from "./store-file.ts";

/** The stored credentials of an agent, those that it inherits from the main agent included. */
export type AuthStore = Omit<RawStores, "parts"> & {
  profiles: ReadonlyMap<string, StoredProfile>;
  /** Entries that are no profiles: of an unknown type, or without a provider. */
  ignored: readonly string[];
  order: Readonly<Record<string, readonly string[]>>;
  usageStats: Readonly<Record<string, UsageStats>>;
};

/**
 * Reads an agent's credentials: the main agent's, overlaid with its own. An absent store is empty; throws
 * `store_unreadable` or `store_invalid`.
 */
export async function readAuthStore(env: Env, place: Place, agent: Agent): Promise<AuthStore> {
  const { parts, ...where } = await readRawStores(env, place, agent);
  const stores = parts.map(({ path, value }) => parseStore(value, path));
  const profiles = new Map<string, StoredProfile>();
  const ignored: string[] = [];
  for (const [id, value] of stores.flatMap((store) => Object.entries(store.profiles ?? {}))) {
    const profile = v.safeParse(StoredProfile, value);
    if (profile.success && profile.output.provider.trim() !== "") profiles.set(id, profile.output);
    else ignored.push(id);
  }
  return {
    ...where,
    profiles,
    ignored,
    order: Object.assign({}, ...stores.map((store) => store.order ?? {})),
    usageStats: Object.assign({}, ...stores.map((store) => store.usageStats ?? {})),
  };
}
