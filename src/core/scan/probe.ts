import type { Showing, Skill, WireDialect } from "../../contracts/wire.ts";
import type { Candidate, ScanRow, Shown } from "../../schema/scan.ts";
import type { Source } from "../auth/sources.ts";
import { createRef } from "../models/ref.ts";
import type { ProbeContext, Result } from "../probe/context.ts";
import { inParallel } from "../probe/pool.ts";
import { probe } from "../probe/run.ts";
import { type Stop, stopOf } from "./limit.ts";
import { createPace, type Pace } from "./pace.ts";
import { isPassing, skipped, unasked } from "./row.ts";

/** With what each provider is asked; a provider that is not named is not asked. */
type Sources = ReadonlyMap<string, Source>;

type Options = {
  concurrency: number;
  runs: number;
  /** Whether a model is asked for a skill. */
  asks(candidate: Candidate, skill: Skill): boolean;
};

/** A model answered, but did not do what it was asked for: the reason, and a sentence. */
type Missed = readonly [reason: string, error: string];
const MISSING: Readonly<Record<Skill, Missed>> = {
  tool: ["no_tool_call", "it answered without calling the tool as it was told to"],
  image: ["no_image_answer", "it answered without reading the image"],
};
const CUT_OFF: Missed = ["cut_off", "its tokens were used up before it answered"];

/**
 * Asks every candidate for a call of a tool, for a word of an image, or for both. Tells each row as soon as it is
 * whole. Ends at once when the context's signal comes, or when OpenRouter says what counts for all that would follow;
 * another provider that says so is only not asked any more.
 */
export async function probeCandidates(
  candidates: readonly Candidate[],
  sources: Sources,
  { concurrency, runs, asks }: Options,
  context: ProbeContext,
  tell: (row: ScanRow) => void,
): Promise<{ rows: ScanRow[]; stop: Stop | undefined }> {
  const controller = new AbortController();
  const bounded = { ...context, signal: AbortSignal.any([context.signal, controller.signal]) };
  const pace = createPace(context.env, bounded.signal);
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
      if (!asks(row, skill)) {
        if (row[skill].reason === "not_asked") row[skill] = skipped("not_needed");
        continue;
      }
      const end = closed.get(row.provider);
      row[skill] =
        end === undefined
          ? ((await show(skill, row, sources.get(row.provider), runs, bounded, pace, endOf)) ?? row[skill])
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
  pace: Pace,
  endOf: (result: Result) => boolean,
): Promise<Shown | undefined> {
  const latencies: number[] = [];
  let failure: Failure = { reason: "ok", skipped: false };
  let asked = 0;
  for (; asked < runs; asked++) {
    const seen: Seen = { showing: undefined };
    const target = { provider, model: createRef(provider, id), source };
    const result = await pace(() => probe(target, context, (dialect) => asking(dialect, skill, seen)));
    const missed = missedIn(result, seen, skill);
    if (endOf(result)) return failed(failureOf(result, missed), asked + 1, latencies.length);
    if (context.signal.aborted) return undefined;
    if (result.reason === "ok") latencies.push(result.latencyMs ?? 0);
    else failure = failureOf(result, missed);
    if (result.reason !== "ok" && !isPassing(failure.reason) && missed === undefined)
      return failed(failure, asked + 1, latencies.length);
  }
  // The median of all, where a failure takes for ever.
  const latencyMs = latencies.toSorted((a, b) => a - b)[Math.ceil(runs / 2) - 1];
  if (latencyMs === undefined) return failed(failure, asked, latencies.length);
  return { ok: true, latencyMs, skipped: false, reason: null, runs: asked, okRuns: latencies.length };
}

/** What an answer of the dialect's showed; nothing where none came. */
type Seen = { showing: Showing | undefined };

/** The dialect with the question for a skill in place of its plain one. */
function asking(dialect: WireDialect, skill: Skill, seen: Seen): WireDialect | undefined {
  const own = dialect.skills?.[skill];
  if (own === undefined) return undefined;
  const isAnswer = (body: unknown) => {
    seen.showing = dialect.isAnswer(body) ? own.showing(body) : undefined;
    return seen.showing === "shown";
  };
  return { ...dialect, request: own.request, isAnswer };
}

/** How a good answer fell short, as far as it is one. */
function missedIn({ reason }: Result, { showing }: Seen, skill: Skill): Missed | undefined {
  if (reason !== "unexpected_body" || showing === undefined) return undefined;
  return showing === "cut_off" ? CUT_OFF : MISSING[skill];
}

type Failure = Pick<Shown, "error" | "httpStatus" | "skipped"> & { reason: string };

function failureOf({ reason, message, httpStatus, latencyMs }: Result, missed: Missed | undefined): Failure {
  const [why, error] = missed ?? [reason, message];
  return {
    reason: why,
    // What takes no time was not sent.
    skipped: latencyMs === undefined,
    ...(error === "" ? {} : { error }),
    ...(httpStatus === undefined ? {} : { httpStatus }),
  };
}

function failed(failure: Failure, runs: number, okRuns: number): Shown {
  return { ok: false, latencyMs: null, ...failure, runs, okRuns };
}
