import type { Env } from "../../contracts/env.ts";
import type { Result } from "../probe/context.ts";
import { isOfMinute, resetOf } from "./limit.ts";

const MINUTE_MS = 60_000;

/** A limit that still stands after so many minutes is another one. */
const MOST_WAITS = 3;

/** Asks again and again, until the answer is not that too much was asked in this minute. */
export type Pace = (ask: () => Promise<Result>) => Promise<Result>;

/**
 * Lets a scan live with OpenRouter's limit of a minute: 20 requests to free models, fewer than there are. Whoever meets it
 * stops all who ask, until the time that the answer says.
 */
export function createPace(env: Env, signal: AbortSignal): Pace {
  let until = 0;
  const ready = async () => {
    while (env.now() < until && !signal.aborted) await env.sleep(until - env.now(), signal);
  };
  return async (ask) => {
    for (let waits = 0; ; waits++) {
      await ready();
      const result = await ask();
      if (!isOfMinute(result) || waits === MOST_WAITS || signal.aborted) return result;
      const now = env.now();
      const said = resetOf(result.rateLimit ?? {}, now) ?? 0;
      // By a clock that is wrong it may be over, or far away.
      const reset = said > now && said < now + MINUTE_MS ? said : now + MINUTE_MS;
      if (until <= now) await env.progress.note(noteOf(result, reset - now));
      until = Math.max(until, reset);
    }
  };
}

function noteOf({ message }: Result, leftMs: number): string {
  return `${message.replace(/\.$/, "")}; going on in ${Math.ceil(leftMs / 1000)}s`;
}
