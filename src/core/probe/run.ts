import { AppError } from "../../contracts/error.ts";
import type { HttpResult } from "../../contracts/http.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import type { Hide } from "../sent.ts";
import { parseBody } from "./body.ts";
import { classify } from "./classify.ts";
import type { ProbeContext, Result } from "./context.ts";
import { wireOf } from "./endpoint.ts";
import { REASONS, type Reason } from "./outcome.ts";
import { inParallel } from "./pool.ts";
import { headersIn, rateLimitOf } from "./rate-limit.ts";
import { safeMessage } from "./redact.ts";
import { createSender } from "./sender.ts";
import type { Target } from "./targets.ts";

/** More of an answer is read by nobody. */
const MAX_BYTES = 1024 * 1024;

/** Hears of each target when it is asked and when it has answered. */
export type Watch = { asked(target: Target): void; answered(result: Result): void };

/** Runs the targets, so many at a time; ends early when it is stopped. */
export async function runProbes(
  targets: readonly Target[],
  concurrency: number,
  context: ProbeContext,
  watch: Watch,
): Promise<Result[]> {
  const results: Result[] = [];
  await inParallel(targets, concurrency, context.signal, async (target) => {
    watch.asked(target);
    const result = await probe(target, context, (dialect) => dialect);
    if (context.signal.aborted) return;
    results.push(result);
    watch.answered(result);
  });
  return results;
}

/** Asks one target; `shape` may give the dialect another question, or none. */
export async function probe(
  target: Target,
  context: ProbeContext,
  shape: (dialect: WireDialect) => WireDialect | undefined,
): Promise<Result> {
  const skipped = (reason: Reason, message: string): Result => ({ target, status: REASONS[reason], reason, message });
  if (target.skip !== undefined) return skipped(target.skip.reason, target.skip.message);
  const { model, provider } = target;
  if (model === undefined) return skipped("no_model", "there is no model to be asked");
  const endpoint = wireOf(provider, model.model, target.source?.profile, context);
  if ("missing" in endpoint) return skipped("unsupported", endpoint.missing);
  const dialect = shape(endpoint.dialect);
  if (dialect === undefined) return skipped("unsupported", "its dialect is not asked for this by this version");
  try {
    const secret = target.source === undefined ? undefined : await context.reveal(target.source);
    if (target.source !== undefined && secret === undefined)
      return skipped("unresolved", "the secret is held by a secrets provider that only OpenClaw can ask");
    const question = {
      provider,
      model: model.model,
      secret,
      maxTokens: context.maxTokens,
      limitField: endpoint.limitField,
      ...endpoint.question,
    };
    return await ask(target, dialect, question, context);
  } catch (error) {
    // The provider was asked, for a token, and said no.
    if (error instanceof AppError)
      return skipped(error.code === "renewal_refused" ? "auth_expired" : "unresolved", error.message);
    throw error;
  }
}

async function ask(target: Target, dialect: WireDialect, first: Question, context: ProbeContext): Promise<Result> {
  const { env, signal, timeoutMs } = context;
  const started = env.now();
  const { send, hide } = createSender(env, first.headers, { deadlineMs: timeoutMs, maxBytes: MAX_BYTES, signal });
  const judged = (answer: HttpResult) => judge(target, dialect, first.model, answer, hide, env.now() - started);
  let question = first;
  const exchange = dialect.exchange?.(question);
  if (exchange !== undefined) {
    const answer = await send(exchange);
    const exchanged =
      answer.kind === "answer" && answer.status < 300
        ? dialect.exchanged?.(question, parseBody(answer.body))
        : undefined;
    if (exchanged === undefined) return judged(answer);
    question = exchanged;
  }
  const result = judged(await send(dialect.request(question)));
  const other = dialect.otherLimitField;
  if (result.reason !== "token_limit_field" || other === undefined) return result;
  // The one thing that is tried again: which of two names a provider wants depends on the model.
  const limitField = question.limitField === other ? "max_tokens" : other;
  return judged(await send(dialect.request({ ...question, limitField })));
}

function judge(
  target: Target,
  dialect: WireDialect,
  model: string,
  answer: HttpResult,
  hide: Hide,
  latencyMs: number,
): Result {
  const base = { target, latencyMs };
  if (answer.kind !== "answer") {
    const reason: Reason = answer.kind === "aborted" ? "timeout" : answer.kind;
    return { ...base, status: REASONS[reason], reason, message: answer.detail };
  }
  const { status, headers, body } = answer;
  const contentType = headers["content-type"] ?? "";
  const { reason, providerCode, message } = classify(
    target.provider,
    { status, contentType, body },
    model,
    dialect.isAnswer,
  );
  const limits = Object.entries(rateLimitOf({ ...headersIn(parseBody(body)), ...headers }));
  const rateLimit = Object.fromEntries(limits.map(([name, value]) => [hide(name), hide(value)]));
  return {
    ...base,
    status: REASONS[reason],
    reason,
    message: safeMessage(message, hide),
    httpStatus: status,
    ...(providerCode === undefined ? {} : { providerCode: safeMessage(providerCode, hide) }),
    ...(limits.length === 0 ? {} : { rateLimit }),
  };
}
