import { AppError } from "../../contracts/error.ts";
import type { HttpResult } from "../../contracts/http.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import { classify } from "./classify.ts";
import type { ProbeContext, Result } from "./context.ts";
import { headersOf, wireOf } from "./endpoint.ts";
import { REASONS, type Reason } from "./outcome.ts";
import { inParallel } from "./pool.ts";
import { headersIn, rateLimitOf } from "./rate-limit.ts";
import { safeMessage } from "./redact.ts";
import type { Target } from "./targets.ts";

/** More of an answer is read by nobody. */
const MAX_BYTES = 1024 * 1024;

/** Runs the targets, so many at a time, and tells each result as it comes; ends early when it is stopped. */
export async function runProbes(
  targets: readonly Target[],
  concurrency: number,
  context: ProbeContext,
  tell: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  await inParallel(targets, concurrency, context.signal, async (target) => {
    const result = await probe(target, context, (dialect) => dialect);
    if (context.signal.aborted) return;
    results.push(result);
    tell(result);
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
      return skipped("unresolved", "the secret stands with a provider of secrets that only OpenClaw asks");
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
  const started = context.env.now();
  const left = () => Math.max(1, context.timeoutMs - (context.env.now() - started));
  let question = first;
  const exchange = dialect.exchange?.(question);
  if (exchange !== undefined) {
    const answer = await context.env.http({
      method: "GET",
      ...exchange,
      headers: headersOf(question, exchange.headers, context.version),
      deadlineMs: left(),
      maxBytes: MAX_BYTES,
      signal: context.signal,
    });
    const exchanged =
      answer.kind === "answer" && answer.status < 300 ? dialect.exchanged?.(question, parse(answer.body)) : undefined;
    if (exchanged === undefined) return judge(target, dialect, question, answer, context.env.now() - started);
    question = exchanged;
  }
  let result = judge(
    target,
    dialect,
    question,
    await send(dialect, question, left(), context),
    context.env.now() - started,
  );
  const other = dialect.otherLimitField;
  if (result.reason === "token_limit_field" && other !== undefined) {
    // The one thing that is tried again: which of two names a provider wants depends on the model.
    question = { ...question, limitField: question.limitField === other ? "max_tokens" : other };
    result = judge(
      target,
      dialect,
      question,
      await send(dialect, question, left(), context),
      context.env.now() - started,
    );
  }
  return result;
}

async function send(
  dialect: WireDialect,
  question: Question,
  deadlineMs: number,
  { env, version, signal }: ProbeContext,
): Promise<HttpResult> {
  const { url, headers, body } = dialect.request(question);
  const own = { "content-type": "application/json", ...headers };
  return env.http({
    method: "POST",
    url,
    headers: headersOf(question, own, version),
    body: JSON.stringify(body),
    deadlineMs,
    maxBytes: MAX_BYTES,
    signal,
  });
}

function judge(
  target: Target,
  dialect: WireDialect,
  question: Question,
  answer: HttpResult,
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
    question.model,
    dialect.isAnswer,
  );
  const rateLimit = rateLimitOf({ ...headersIn(parse(body)), ...headers });
  return {
    ...base,
    status: REASONS[reason],
    reason,
    message: safeMessage(message, question.secret),
    httpStatus: status,
    ...(providerCode === undefined ? {} : { providerCode: safeMessage(providerCode, question.secret) }),
    ...(Object.keys(rateLimit).length === 0 ? {} : { rateLimit }),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
