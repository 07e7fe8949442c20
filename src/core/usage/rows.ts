import type { SourceRow } from "../../schema/status.ts";
import type { Snapshot, UsageRow } from "../../schema/usage.ts";

/** A snapshot as status tells it, with the times that are left. */
export function usageRow(
  provider: string,
  { kind, name }: Pick<SourceRow, "kind" | "name">,
  { plan, windows, balances, error, fetchedAt, askedAt }: Snapshot,
  now: number,
): UsageRow {
  return {
    provider,
    profileId: name,
    source: kind === "profile" ? "profile" : kind === "config" ? "models.json" : "env",
    ...(plan === undefined ? {} : { plan }),
    windows: windows.map((window) => ({
      ...window,
      remainingMs: window.resetsAt === null ? null : window.resetsAt - now,
    })),
    ...(balances === undefined ? {} : { balances }),
    ...(error === undefined ? {} : { error }),
    fetchedAt,
    ageMs: Math.max(0, now - (fetchedAt ?? askedAt)),
  };
}
