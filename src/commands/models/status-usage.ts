import type { Env } from "../../contracts/env.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import { readSnapshotText } from "../../core/usage/snapshot-text.ts";
import type { StatusResult } from "../../schema/status.ts";
import type { UsageRow } from "../../schema/usage.ts";

/** What is left of plans: what was heard last, or with `--usage` what the providers say now. */
export async function usageFor(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  report: StatusResult,
  { usage }: { usage: boolean },
): Promise<UsageRow[]> {
  if (!usage && report.auth.providers.every(({ sources }) => sources.length === 0)) return [];
  const text = await readSnapshotText(env);
  if (text === undefined && !usage) return [];
  // Each of the two loads for those alone who need it.
  if (usage && env.offline === undefined) {
    const { freshUsage } = await import("./status-usage-fresh.ts");
    return freshUsage(env, setup, credentials, report, text);
  }
  const { lastUsage } = await import("./status-usage-last.ts");
  return lastUsage(setup, credentials, report, text);
}
