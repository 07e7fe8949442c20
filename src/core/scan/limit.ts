import type { Result } from "../probe/context.ts";
import type { Reason } from "../probe/outcome.ts";

/** Why nothing more needs to be asked: every further answer would be the same; `resetsAt` is in milliseconds since 1970. */
export type Stop = { reason: string; message: string; resetsAt: number | null };

/** What stands against an account, not against one model. */
const OF_ACCOUNT: ReadonlySet<Reason> = new Set([
  "auth",
  "auth_expired",
  "auth_scope",
  "forbidden_region",
  "billing",
  "unresolved",
]);

/** OpenRouter's limits of all free models together; that of one model's host says "Provider returned error". */
const OF_ALL_FREE = /free-models-per-(day|min)/;

/** Tells whether an answer is that limit as it holds for a minute. */
export function isOfMinute({ reason, message }: Result): boolean {
  return reason === "rate_limit" && OF_ALL_FREE.exec(message)?.[1] === "min";
}

/** Tells whether an answer ends the scan of everything. */
export function stopOf(result: Result, now: number): Stop | undefined {
  const { reason, message, rateLimit } = result;
  if (reason === "rate_limit") {
    const limit = OF_ALL_FREE.exec(message)?.[0];
    return limit === undefined ? undefined : { reason: limit, message, resetsAt: resetOf(rateLimit ?? {}, now) };
  }
  return OF_ACCOUNT.has(reason) ? { reason, message, resetsAt: null } : undefined;
}

/** The time at which a limit ends, in milliseconds since 1970; servers write it in milliseconds, in seconds, or as seconds from now. */
export function resetOf(limits: Readonly<Record<string, string>>, now: number): number | null {
  const reset = Number(limits["x-ratelimit-reset"] ?? limits["retry-after"] ?? Number.NaN);
  if (!(reset >= 0)) return null;
  if (reset > 1e12) return reset;
  return reset > 1e9 ? reset * 1000 : now + reset * 1000;
}
