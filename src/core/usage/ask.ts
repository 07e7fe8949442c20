import type { Env } from "../../contracts/env.ts";
import type { UsageQuestion } from "../../contracts/usage.ts";
import type { Snapshot } from "../../schema/usage.ts";
import type { Reveal } from "../auth/reveal.ts";
import { createSender } from "../probe/sender.ts";
import type { Setup } from "../setup.ts";
import { type Answered, understand } from "./answer.ts";
import { questionFor } from "./question.ts";
import { revealInTurn } from "./reveal-in-turn.ts";
import { snapshotOf, type Snapshots } from "./snapshots.ts";
import type { UsageTarget } from "./targets.ts";

/** As OpenClaw waits. Facts: 2026.2.6-3 §8. */
const DEADLINE_MS = 3500;
const MAX_BYTES = 256 * 1024;
/** Some providers set a program aside that asks more often. */
const AGAIN_AFTER_MS = 60_000;

export type UsageContext = {
  env: Env;
  setup: Setup;
  reveal: Reveal;
  before: Snapshots;
  /** Ends the asking. */
  signal: AbortSignal;
  /** Hears how many are asked, and who of them has not answered yet. */
  watch(asked: number, waiting: readonly UsageTarget[]): void;
};

/** What a target's snapshot is now, and whether its provider was asked for it: only then is it kept, and counts its minute. */
export type Asked = { target: UsageTarget; snapshot: Snapshot; isAsked: boolean };

/** Asks all of them at once, each at most once a minute. None fails: why one has no answer stands in its snapshot. */
export async function askUsage(targets: readonly UsageTarget[], context: UsageContext): Promise<Asked[]> {
  const now = context.env.now();
  const older = ({ provider, source }: UsageTarget) => snapshotOf(context.before, provider, source.name);
  const due = targets.filter((target) => {
    const before = older(target);
    return before === undefined || before.askedAt > now || now - before.askedAt >= AGAIN_AFTER_MS;
  });
  const waiting = new Set(due);
  context.watch(due.length, due);
  const reveal = revealInTurn(context.env, context.reveal, now + DEADLINE_MS);
  const answers = await Promise.all(
    due.map(async (target): Promise<Asked> => {
      // The secret first, so that a keyring which waits for a person takes nothing away from the time to answer.
      const question = await questionFor(target, context.setup, reveal);
      const { answer, isAsked } =
        typeof question === "object"
          ? await ask(target, question, context)
          : { answer: { error: question }, isAsked: false };
      waiting.delete(target);
      context.watch(due.length, [...waiting]);
      return { target, snapshot: merged(older(target), answer, context.env.now()), isAsked };
    }),
  );
  return targets.flatMap((target) => {
    const asked = answers.find((answer) => answer.target === target);
    const before = older(target);
    return asked ?? (before === undefined ? [] : { target, snapshot: before, isAsked: false });
  });
}

async function ask(
  { dialect }: UsageTarget,
  question: UsageQuestion,
  { env, signal }: UsageContext,
): Promise<{ answer: Answered; isAsked: boolean }> {
  const { send, hide } = createSender(env, {}, { deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, signal });
  const result = await send(dialect.request(question));
  // A machine without a network has asked nobody, and whoever stops wants to be free to ask again.
  const isAsked = result.kind !== "network" && result.kind !== "tls" && result.kind !== "aborted";
  return { answer: understand(result, dialect, question, hide), isAsked };
}

/** What was known before stays where there is no answer, with its age. */
function merged(before: Snapshot | undefined, answer: Answered, now: number): Snapshot {
  if (!("error" in answer)) return { ...answer, fetchedAt: now, askedAt: now };
  return { ...(before ?? { windows: [], fetchedAt: null }), error: answer.error, askedAt: now };
}
