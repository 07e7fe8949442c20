import type { Snapshot } from "../../schema/usage.ts";

/** The snapshots of one agent, by provider and profile: another one may name another account by the same profile. */
export type Snapshots = Readonly<Record<string, Readonly<Record<string, Snapshot>>>>;

/** Those of every agent, by its directory. */
export type Agents = Record<string, Record<string, Record<string, Snapshot>>>;

/** Reads what `readSnapshotText` gave; a file that is not understood counts as none. */
export function snapshotsIn(text: string | undefined, agentDir: string): Snapshots {
  const agents = agentsIn(text);
  return (Object.hasOwn(agents, agentDir) ? agents[agentDir] : undefined) ?? {};
}

/** The snapshot of a credential. */
export function snapshotOf(snapshots: Snapshots, provider: string, profileId: string): Snapshot | undefined {
  const own = Object.hasOwn(snapshots, provider) ? snapshots[provider] : undefined;
  return own !== undefined && Object.hasOwn(own, profileId) ? own[profileId] : undefined;
}

/** The snapshots of every agent. */
export function agentsIn(text: string | undefined): Agents {
  if (text === undefined) return {};
  try {
    const { version, agents } = JSON.parse(text) as { version?: unknown; agents?: Agents };
    return version === 1 && agents !== undefined && isWhole(agents) ? agents : {};
  } catch {
    return {};
  }
}

/** Whether it is what this program wrote. By hand: the schema would cost plain status a fortieth of its run. */
function isWhole(agents: Agents): boolean {
  return Object.values(agents)
    .flatMap((providers) => Object.values(providers))
    .flatMap((profiles) => Object.values(profiles))
    .every(isSnapshot);
}

function isSnapshot({ plan, windows, balances = [], error, fetchedAt, askedAt }: Snapshot): boolean {
  return (
    windows.every(
      ({ label, usedPercent, resetsAt }) =>
        isText(label) && isNumber(usedPercent) && usedPercent >= 0 && usedPercent <= 100 && isNumber(resetsAt ?? 0),
    ) &&
    balances.every(
      ({ label, currency, left = 0, used = 0, limit = 0 }) =>
        isText(label) && isText(currency) && isNumber(left) && isNumber(used) && isNumber(limit),
    ) &&
    isText(plan ?? "") &&
    isText(error ?? "") &&
    isNumber(fetchedAt ?? 0) &&
    isNumber(askedAt)
  );
}

const isText = (value: unknown) => typeof value === "string";
/** JSON may hold what is too large for one. */
const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
