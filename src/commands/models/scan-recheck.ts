import type { Env } from "../../contracts/env.ts";
import type { Skill } from "../../contracts/wire.ts";
import type { Slot } from "../../core/choice/owner.ts";
import { unasked } from "../../core/scan/row.ts";
import { sourcesOf } from "../../core/scan/sources.ts";
import {
  type Configured,
  fateOf,
  freeConfigured,
  isAgainst,
  needs,
  together,
  verdictFor,
} from "../../core/scan/recheck.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { Candidate, ScanResult, ScanRow } from "../../schema/scan.ts";
import { FALLBACKS, IMAGE_FALLBACKS, type Kind } from "./fallback-change.ts";
import { type Attempt, attempt, type DeadIn, dropModels, requireChangeable } from "./scan-change.ts";
import { isPrimary } from "./scan-exit.ts";
import type { Found } from "./scan-find.ts";
import { askAll, keyless, type ProbeArgs, REAL_REQUESTS, shutOut } from "./scan-probe.ts";

type Rechecked = Pick<ScanResult, "results" | "stopped" | "interrupted" | "notes"> & Attempt;

/** Asks the free models that are configured now, and drops those that are dead where that is wanted. */
export async function recheck(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  { catalog, free, excluded }: Found,
  args: ProbeArgs & { yes: boolean; dryRun: boolean },
  signal: AbortSignal,
): Promise<Rechecked> {
  requireChangeable(setup.variables, args);
  const configured = freeConfigured(setup, free);
  const fates = new Map(configured.map((entry) => [entry.ref.key, fateOf(entry, catalog, env.now())]));
  const living = configured.filter(({ ref }) => fates.get(ref.key) === undefined);
  const { asked, stopped, isSure } = await askTwice(env, setup, credentials, living, args, signal);
  const results = configured.map((entry) => {
    const fate = fates.get(entry.ref.key);
    const row = asked.get(entry.ref.key) ?? unasked(entry.candidate, fate ?? "not_asked");
    return judged(row, entry, isSure || fate !== undefined);
  });
  const isWhole = stopped === null && !signal.aborted;
  const hasDead = results.some(({ verdict }) => verdict === "dead");
  const isDropping = isWhole && hasDead && args.yes;
  const written = await attempt(isDropping ? drop(env, configured, results, args.dryRun) : Promise.resolve(null));
  const soon = excluded.filter(({ reason, modelRef }) => reason === "expiring" && asked.has(modelRef));
  const notes = [...soon.map(({ modelRef, detail }) => `${modelRef}: ${detail}`), ...notesOf(results, args.yes)];
  return { results, stopped, interrupted: signal.aborted, ...written, notes };
}

/** Asks every model for what its places need, and once more, after all others, for what failed in a way that counts. */
async function askTwice(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  living: readonly Configured[],
  args: ProbeArgs,
  signal: AbortSignal,
): Promise<{ asked: Map<string, ScanRow>; stopped: ScanResult["stopped"]; isSure: boolean }> {
  const candidates = living.map(({ candidate }) => candidate);
  const sources = await sourcesOf(candidates, credentials);
  const entries = new Map(living.map((entry) => [entry.ref.key, entry]));
  const needed = ({ modelRef }: Candidate, skill: Skill) => {
    const entry = entries.get(modelRef);
    return entry !== undefined && needs(entry, skill);
  };
  const first = await askAll(env, setup, { candidates, sources, asks: needed, said: REAL_REQUESTS }, args, signal);
  const asked = new Map(first.rows.map((row) => [row.modelRef, row]));
  const failed = ({ modelRef }: Candidate, skill: Skill) => {
    const row = asked.get(modelRef);
    return row !== undefined && isAgainst(row[skill]);
  };
  const doubtful = candidates.filter((candidate) => failed(candidate, "tool") || failed(candidate, "image"));
  if (first.stopped !== null || signal.aborted) return { asked, stopped: first.stopped, isSure: false };
  const again = { candidates: doubtful, sources, asks: failed, said: " again: one failure proves nothing" };
  const second = await askAll(env, setup, again, args, signal);
  const both = new Map(asked);
  for (const row of second.rows) {
    const before = asked.get(row.modelRef) ?? row;
    const tool = failed(row, "tool") ? together(before.tool, row.tool) : before.tool;
    const image = failed(row, "image") ? together(before.image, row.image) : before.image;
    both.set(row.modelRef, { ...before, tool, image });
  }
  return { asked: both, stopped: second.stopped, isSure: true };
}

/** Dead where it is dead in any of its places, and that for sure. */
function judged(row: ScanRow, { roles }: Configured, isSure: boolean): ScanRow {
  const verdictIn = (slot: Slot) => {
    const verdict = verdictFor(row, slot);
    return verdict === "dead" && !isSure ? "unclear" : verdict;
  };
  const verdicts = new Set(roles.map(({ slot }) => verdictIn(slot)));
  const verdict = (["dead", "unclear"] as const).find((worst) => verdicts.has(worst)) ?? "alive";
  const dead = roles.filter(({ slot }) => verdictIn(slot) === "dead");
  return { ...row, roles: roles.map(({ tag }) => tag), verdict, deadIn: dead.map(({ tag }) => tag) };
}

/** Takes the dead out of every list of fallbacks for which they are dead. */
function drop(env: Env, configured: readonly Configured[], rows: readonly ScanRow[], dryRun: boolean) {
  const lists = new Map<string, DeadIn & { keys: Set<string> }>();
  for (const [index, { ref, roles }] of configured.entries()) {
    const deadIn = new Set(rows[index]?.deadIn);
    for (const { agentId, slot, tag } of roles.filter((role) => role.isFallback && deadIn.has(role.tag))) {
      const list = tag.replace(/#\d+$/, "");
      const { keys } = lists.get(list) ?? { keys: new Set<string>() };
      lists.set(list, { agentId, kind: KINDS[slot], keys: keys.add(ref.key) });
    }
  }
  return lists.size === 0 ? Promise.resolve(null) : dropModels(env, [...lists.values()], dryRun);
}

const KINDS: Readonly<Record<Slot, Kind>> = { model: FALLBACKS, imageModel: IMAGE_FALLBACKS };

/** What a person has to do, because nobody else can. */
function notesOf(rows: readonly ScanRow[], isDropping: boolean): string[] {
  const dead = rows.flatMap(({ modelRef, deadIn = [] }) => deadIn.map((tag) => ({ modelRef, tag })));
  const primary = dead
    .filter(({ tag }) => isPrimary(tag))
    .map(({ modelRef, tag }) => {
      const [role, agent] = tag.split(": ").toReversed();
      const command = `${role === "default" ? "set" : "set-image"} <model>${agent === undefined ? "" : ` --agent ${agent}`}`;
      return `${modelRef} is dead and stays: choose another with \`openclaw models ${command}\``;
    });
  const isUnclear = rows.length > 0 && rows.every(({ verdict }) => verdict === "unclear");
  const nothing = isUnclear ? ["none of them could be checked; nothing was changed"] : [];
  const notes = [...keyless(rows), ...shutOut(rows), ...primary, ...nothing];
  if (isDropping || dead.length === primary.length) return notes;
  return [...notes, "drop what is dead: `openclaw models scan --recheck --yes`"];
}
