import type { AuthStore } from "./store.ts";

/** A profile that OpenClaw sets aside for a while, after failures (`cooldown`) or for billing (`disabled`). */
export type Cooldown = {
  profileId: string;
  kind: "cooldown" | "disabled";
  reason?: string;
  until: number;
  remainingMs: number;
};

/** The profile's pause, unless it is over. */
export function cooldownOf(profileId: string, store: AuthStore, now: number): Cooldown | undefined {
  const stats = Object.hasOwn(store.usageStats, profileId) ? store.usageStats[profileId] : undefined;
  const until = Math.max(stats?.cooldownUntil ?? 0, stats?.disabledUntil ?? 0);
  if (stats === undefined || !Number.isFinite(until) || until <= now) return undefined;
  return {
    profileId,
    kind: (stats.disabledUntil ?? 0) > now ? "disabled" : "cooldown",
    ...(stats.disabledReason === undefined ? {} : { reason: stats.disabledReason }),
    until,
    remainingMs: until - now,
  };
}

/** Every pause in force, the soonest over first. */
export function cooldownsOf(store: AuthStore, now: number): Cooldown[] {
  return Object.keys(store.usageStats)
    .flatMap((profileId) => cooldownOf(profileId, store, now) ?? [])
    .toSorted((a, b) => a.remainingMs - b.remainingMs);
}
