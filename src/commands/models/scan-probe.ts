import type { Env } from "../../contracts/env.ts";
import type { Source } from "../../core/auth/sources.ts";
import { probeCandidates } from "../../core/scan/probe.ts";
import type { Setup } from "../../core/setup.ts";
import type { Skill } from "../../contracts/wire.ts";
import type { Candidate, ScanResult, ScanRow } from "../../schema/scan.ts";
import { count } from "../../ui/text.ts";
import { askingWith } from "./asking.ts";
import { streamedRow } from "./scan-view.ts";

export type ProbeArgs = { timeout: number; concurrency: number; runs: number };

/** Who is asked for what, and what a person is told before. */
type Asking = {
  candidates: readonly Candidate[];
  sources: ReadonlyMap<string, Source>;
  asks(candidate: Candidate, skill: Skill): boolean;
  said: string;
};

export const REAL_REQUESTS = ": real requests, which count against rate limits";

/** A model that thinks spends tokens before it calls a tool; others stop early, and they cost nothing here. */
const MAX_TOKENS = 1024;

/** Asks the candidates; whoever watches sees each row as it comes, and how many there are still to be. */
export async function askAll(
  env: Env,
  setup: Setup,
  { candidates, sources, asks, said }: Asking,
  args: ProbeArgs,
  signal: AbortSignal,
): Promise<{ rows: ScanRow[]; stopped: ScanResult["stopped"] }> {
  const context = { ...askingWith(env, setup, signal), timeoutMs: args.timeout, maxTokens: MAX_TOKENS, signal };
  const total = candidates.filter(({ provider }) => sources.has(provider)).length;
  if (total > 0) await env.progress.note(`asking ${count(total, "free model")}${said}`);
  let done = 0;
  let working = 0;
  const pending = () =>
    env.progress.pending(done < total ? `${done} of ${total} asked, ${working} can call tools …` : "");
  pending();
  let shown = Promise.resolve();
  const { rows, stop } = await probeCandidates(candidates, sources, { ...args, asks }, context, (row) => {
    done++;
    if (row.tool.ok) working++;
    // The table comes at the end, in its order; until then this is talk for whoever watches.
    const note = async () => (env.stderr.isTerminal ? env.progress.note(streamedRow(row)) : undefined);
    shown = shown.then(note).then(pending, () => {});
  });
  await shown;
  env.progress.pending("");
  return { rows, stopped: stop ?? null };
}

/** For whom there is no key, and how many were not asked for want of it. */
export function keyless(rows: readonly ScanRow[]): string[] {
  const without = rows.filter(({ tool }) => tool.reason === "no_credential");
  const providers = [...new Set(without.map(({ provider }) => provider))];
  return without.length === 0 ? [] : [`${without.length} not asked: there is no key for ${providers.join(", ")}`];
}

/** How many models only the settings of the account keep out, and what their provider says of it: a person can change that. */
export function shutOut(rows: readonly ScanRow[]): string[] {
  const kept = rows.filter(({ tool, image }) => [tool, image].some(({ reason }) => reason === "policy"));
  const said = kept.flatMap(({ tool, image }) => tool.error ?? image.error ?? [])[0];
  return said === undefined ? [] : [`${kept.length} kept out by the settings of your account: ${said}`];
}
