import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Snapshot } from "../../schema/usage.ts";
import { type Agents, agentsIn } from "./snapshots.ts";
import { readSnapshotText, snapshotPath } from "./snapshot-text.ts";

/** What nobody has asked about for a month goes. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type Kept = { provider: string; profileId: string; snapshot: Snapshot };

/** Keeps what was asked for, beside what others keep; where that is not possible, it is asked for again. */
export async function keepSnapshots(env: Env, agentDir: string, asked: readonly Kept[]): Promise<void> {
  const path = snapshotPath(env);
  try {
    await env.writer.locked(path, async () => {
      // Read anew: another process may have asked meanwhile.
      const agents = withNews(agentsIn(await readSnapshotText(env)), agentDir, asked, env.now());
      const text = `${JSON.stringify({ version: 1, agents })}\n`;
      await env.writer.replace([{ path, text, isCache: true }]);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function withNews(before: Agents, agentDir: string, asked: readonly Kept[], now: number): Agents {
  const agents: Agents = {};
  for (const [dir, providers] of Object.entries(before)) {
    for (const [provider, profiles] of Object.entries(providers)) {
      for (const [profileId, snapshot] of Object.entries(profiles)) {
        if (now - snapshot.askedAt < KEPT_MS) put(agents, dir, provider, profileId, snapshot);
      }
    }
  }
  for (const { provider, profileId, snapshot } of asked) put(agents, agentDir, provider, profileId, snapshot);
  return agents;
}

function put(agents: Agents, dir: string, provider: string, profileId: string, snapshot: Snapshot): void {
  const providers = (agents[dir] ??= {});
  (providers[provider] ??= {})[profileId] = snapshot;
}
