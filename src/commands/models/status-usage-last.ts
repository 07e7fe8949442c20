import type { Credentials, Setup } from "../../core/setup.ts";
import { usageRow } from "../../core/usage/rows.ts";
import { snapshotOf, snapshotsIn } from "../../core/usage/snapshots.ts";
import type { StatusResult } from "../../schema/status.ts";
import type { UsageRow } from "../../schema/usage.ts";

/** The last snapshot of every credential that is still there. */
export async function lastUsage(
  { agent }: Setup,
  credentials: Credentials,
  report: StatusResult,
  text: string | undefined,
): Promise<UsageRow[]> {
  const snapshots = snapshotsIn(text, agent.dir);
  return report.auth.providers.flatMap(({ provider, sources }) =>
    sources.flatMap((source) => {
      const snapshot = snapshotOf(snapshots, provider, source.name);
      return snapshot === undefined ? [] : [usageRow(provider, source, snapshot, credentials.now)];
    }),
  );
}
