import type { Skill, WireDialect } from "../../contracts/wire.ts";
import type { Candidate, ScanRow, Shown } from "../../schema/scan.ts";
import type { Source } from "../auth/sources.ts";
import { createRef } from "../models/ref.ts";
import type { ProbeContext, Result } from "../probe/context.ts";
import { inParallel } from "../probe/pool.ts";
import { probe } from "../probe/run.ts";
import { type Stop, stopOf } from "./limit.ts";
import { isPassing, sees, skipped, unasked } from "./row.ts";

/** With what each provider is asked; a provider that is not named is not asked. */
type Sources = ReadonlyMap<string, Source>;

type Options = { concurrency: number; runs: number };

/** A model answered, but did not do what it was asked for. */
type Missed = "no_tool_call" | "no_image_answer";
const MISSED: Readonly<Record<Skill, readonly [Missed, string]>> = {
  tool: ["no_tool_call", "it answered without calling the tool"],
  image: ["no_image_answer", "it answered nothing about the image"],
};

/**
 * Asks every candidate for a call of a tool, and those that see for an answer to an image. Tells each row as soon as it is
 * whole. Ends at once when the context's signal comes, or when OpenRouter says what counts for all that would follow;
 * another provider that says so is only not asked any more.
 */
export async function probeCandidates(
  candidates: readonly Candidate[],
  sources: Sources,
  { concurrency, runs }: Options,
  context: ProbeContext,
  tell: (row: ScanRow) => void,
): Promise<{ rows: ScanRow[]; stop: Stop | undefined }> {
  const controller = new AbortController();
  const bounded = { ...context, signal: AbortSignal.any([context.signal, controller.signal]) };
  const closed = new Map<string, Stop>();
  const endOf = (result: Result) => {
    const found = bounded.signal.aborted ? undefined : stopOf(result, context.env.now());
    if (found === undefined) return false;
    closed.set(result.target.provider, found);
    if (result.target.provider === MAIN) controller.abort();
    return true;
  };
  const rows = candidates.map((candidate) =>
    unasked(candidate, sources.has(candidate.provider) ? "not_asked" : "no_credential"),
  );
  const asked = rows.filter(({ provider }) => sources.has(provider));
  await inParallel(asked, concurrency, bounded.signal, async (row) => {
    for (const skill of ["tool", "image"] as const) {
      if (skill === "image" && !sees(row)) continue;
      const end = closed.get(row.provider);
      row[skill] =
        end === undefined
          ? ((await show(skill, row, sources.get(row.provider), runs, bounded, endOf)) ?? row[skill])
          : skipped(end.reason);
      if (bounded.signal.aborted) return;
    }
    tell(row);
  });
  return { rows, stop: closed.get(MAIN) };
}

/** Nearly all free models are there. */
const MAIN = "openrouter";

/** Asks one model for one skill, so many times; nothing is known when it is stopped. */
async function show(
  skill: Skill,
  { provider, id }: Candidate,
  source: Source | undefined,
  runs: number,
  context: ProbeContext,
  endOf: (result: Result) => boolean,
): Promise<Shown | undefined> {
  const latencies: number[] = [];
  let failure: Failure = { reason: "ok", skipped: false };
  let asked = 0;
  for (; asked < runs; asked++) {
    const seen = { isAnswered: false };
    const target = { provider, model: createRef(provider, id), source };
    const result = await probe(target, context, (dialect) => asking(dialect, skill, seen));
    if (endOf(result)) return failed(failureOf(result, skill, false), asked + 1, latencies.length);
    if (context.signal.aborted) return undefined;
    if (result.reason === "ok") latencies.push(result.latencyMs ?? 0);
    else failure = failureOf(result, skill, seen.isAnswered);
    const isMissed = failure.reason === MISSED[skill][0];
    if (failure.reason !== "ok" && !isPassing(failure.reason) && !isMissed)
      return failed(failure, asked + 1, latencies.length);
  }
  // The median of all, where a failure takes for ever.
  const latencyMs = latencies.toSorted((a, b) => a - b)[Math.ceil(runs / 2) - 1];
  if (latencyMs === undefined) return failed(failure, asked, latencies.length);
  return { ok: true, latencyMs, skipped: false, reason: null, runs: asked, okRuns: latencies.length };
}

/** The dialect with the question for a skill in place of its plain one. */
function asking(dialect: WireDialect, skill: Skill, seen: { isAnswered: boolean }): WireDialect | undefined {
  const own = dialect.skills?.[skill];
  if (own === undefined) return undefined;
  const isAnswer = (body: unknown) => {
    seen.isAnswered = dialect.isAnswer(body);
    return own.isShown(body);
  };
  return { ...dialect, request: own.request, isAnswer };
}

type Failure = Pick<Shown, "error" | "httpStatus" | "skipped"> & { reason: string };

function failureOf({ reason, message, httpStatus, latencyMs }: Result, skill: Skill, isAnswered: boolean): Failure {
  const [missed, sentence] = MISSED[skill];
  const isMissed = isAnswered && reason === "unexpected_body";
  const error = isMissed ? sentence : message;
  return {
    reason: isMissed ? missed : reason,
    // What takes no time was not sent.
    skipped: latencyMs === undefined,
    ...(error === "" ? {} : { error }),
    ...(httpStatus === undefined ? {} : { httpStatus }),
  };
}

function failed(failure: Failure, runs: number, okRuns: number): Shown {
  return { ok: false, latencyMs: null, ...failure, runs, okRuns };
}
