import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { createReveal } from "../../core/auth/reveal.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import { askUsage } from "../../core/usage/ask.ts";
import { keepSnapshots } from "../../core/usage/keep.ts";
import { usageRow } from "../../core/usage/rows.ts";
import { snapshotsIn } from "../../core/usage/snapshots.ts";
import { type UsageTarget, usageTargets } from "../../core/usage/targets.ts";
import { LOGIN_DIALECTS } from "../../providers/login/dialects.ts";
import { USAGES } from "../../providers/usage/usages.ts";
import type { StatusResult } from "../../schema/status.ts";
import type { UsageRow } from "../../schema/usage.ts";
import { waitingText } from "../../ui/waiting.ts";

/** Asks the providers, and keeps what they say; throws `cancelled` at Control-C. */
export async function freshUsage(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  report: StatusResult,
  text: string | undefined,
): Promise<UsageRow[]> {
  const providers = report.auth.providers.map(({ provider }) => provider);
  const needed = new Set(report.chain.map(({ ref }) => ref.split("/")[0] ?? ""));
  const targets = await usageTargets(credentials, providers, needed, USAGES);
  if (targets.length === 0) return [];
  const before = snapshotsIn(text, setup.agent.dir);
  const watch = (total: number, waiting: readonly UsageTarget[]) =>
    env.progress.pending(
      waitingText(
        total - waiting.length,
        total,
        waiting.map(({ provider }) => provider),
      ),
    );
  const signal = env.interrupt();
  const reveal = createReveal(env, { setup, dialects: LOGIN_DIALECTS, signal });
  const asked = await askUsage(targets, { env, setup, reveal, before, signal, watch });
  env.progress.pending("");
  const news = asked.filter(({ isAsked }) => isAsked);
  if (news.length > 0) {
    await keepSnapshots(
      env,
      setup.agent.dir,
      news.map(({ target, snapshot }) => ({ provider: target.provider, profileId: target.source.name, snapshot })),
    );
  }
  if (signal.aborted) throw new AppError("cancelled", "cancelled", "what was heard until then is kept");
  const now = env.now();
  return asked.map(({ target, snapshot }) => usageRow(target.provider, target.source, snapshot, now));
}
