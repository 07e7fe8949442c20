import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Secret } from "../../contracts/secret.ts";
import type { UsageQuestion } from "../../contracts/usage.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import type { Config } from "../../schema/config.ts";
import type { Snapshot } from "../../schema/usage.ts";
import type { Reveal } from "../auth/reveal.ts";
import { placeOf } from "../probe/endpoint.ts";
import { enterpriseHostOf } from "../probe/hosts.ts";
import { createSender } from "../probe/sender.ts";
import type { Setup } from "../setup.ts";
import { type Answered, understand } from "./answer.ts";
import { snapshotOf, type Snapshots } from "./snapshots.ts";
import type { UsageTarget } from "./targets.ts";

/** As OpenClaw waits. Facts: 2026.2.6-3 §8. */
const DEADLINE_MS = 3500;
const MAX_BYTES = 256 * 1024;
/** Some providers set a program aside that asks more often. */
const AGAIN_AFTER_MS = 60_000;

export type UsageContext = { env: Env; setup: Setup; reveal: Reveal; before: Snapshots };

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
  // Secrets first, so that a keyring which waits for a person takes nothing away from the time to answer.
  const questions = await Promise.all(due.map((target) => prepare(target, context)));
  const answers = await Promise.all(
    due.map(async (target, index): Promise<Asked> => {
      const question = questions[index] ?? "not asked";
      const { answer, isAsked } =
        typeof question === "object"
          ? await ask(target, question, context.env)
          : { answer: { error: question }, isAsked: false };
      return { target, snapshot: merged(older(target), answer, context.env.now()), isAsked };
    }),
  );
  return targets.flatMap((target) => {
    const asked = answers.find((answer) => answer.target === target);
    const before = older(target);
    return asked ?? (before === undefined ? [] : { target, snapshot: before, isAsked: false });
  });
}

/** What to ask, or why it cannot be. */
async function prepare(
  { source, provider, dialect }: UsageTarget,
  context: UsageContext,
): Promise<UsageQuestion | string> {
  const { profile } = source;
  const place = placeFor(provider, profile, context.setup);
  if (place === undefined) return "its address is not known";
  const { origin, isForeign } = place;
  if (isForeign && !dialect.origins?.includes(origin))
    return "not asked: the config gives this provider an address of its own";
  // For OAuth tokens that are over and can be renewed, which this command does not do.
  if ((source.health?.remainingMs ?? 1) <= 0) return "not asked: the access token is over until it is renewed";
  let secret: Secret | undefined;
  try {
    secret = await context.reveal(source);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  if (secret === undefined) return "the secret stands with a provider of secrets that only OpenClaw asks";
  const accountId = profile?.type === "oauth" ? profile.accountId : undefined;
  return { secret, origin, accountId, enterpriseHost: enterpriseHostOf(profile) };
}

/** The host at which a profile's provider is asked, and whether it is the config's idea alone. */
function placeFor(
  provider: string,
  profile: StoredProfile | undefined,
  { config, names, variables }: Setup,
): { origin: string; isForeign: boolean } | undefined {
  const originIn = (own: Config, by: StoredProfile | undefined) => {
    const place = placeOf(provider, { config: own, providers: names.providers, variables }, by);
    return "missing" in place || !URL.canParse(place.baseUrl) ? undefined : new URL(place.baseUrl).origin;
  };
  const origin = originIn(config, profile);
  if (origin === undefined) return undefined;
  return { origin, isForeign: origin !== originIn({}, profile) && origin !== originIn({}, undefined) };
}

async function ask(
  { dialect }: UsageTarget,
  question: UsageQuestion,
  env: Env,
): Promise<{ answer: Answered; isAsked: boolean }> {
  const { send, hide } = createSender(env, {}, { deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES });
  const result = await send(dialect.request(question));
  // A machine without a network has asked nobody.
  const isAsked = result.kind !== "network" && result.kind !== "tls";
  return { answer: understand(result, dialect, question, hide), isAsked };
}

/** What was known before stays where there is no answer, with its age. */
function merged(before: Snapshot | undefined, answer: Answered, now: number): Snapshot {
  if (!("error" in answer)) return { ...answer, fetchedAt: now, askedAt: now };
  return { ...(before ?? { windows: [], fetchedAt: null }), error: answer.error, askedAt: now };
}
