import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { codeIn, type Expected, parsePasted } from "./callback.ts";
import { onceMore } from "./command.ts";
import type { Door } from "./door.ts";

/** Nobody looks for a password longer; a link that is older is one that was left behind. */
const PATIENCE_MS = 5 * 60_000;

/** What is waited for: the browser at the door, if it can come back, or what it ended with. */
export type Awaited = {
  expected: Expected;
  door: Door | undefined;
  /** Whether the page ends with a code to copy. */
  givesCode: boolean;
  /** Said when nothing will be pasted, and the browser may still come. */
  showWaiting(): Promise<void>;
  signal: AbortSignal;
};

/**
 * The code that comes first, with the browser or by a paste. Throws `login_expired` at the end of all patience, and
 * `cancelled` at Control-C or where nothing can come any more.
 */
export async function codeFrom(env: Env, awaited: Awaited): Promise<string> {
  const { expected, door, signal } = awaited;
  const { sought } = expected;
  const over = new AbortController();
  const stop = AbortSignal.any([over.signal, signal]);
  const expired = env.sleep(PATIENCE_MS, stop).then(() => {
    signal.throwIfAborted();
    const minutes = PATIENCE_MS / 60_000;
    const message = `nobody signed in to ${sought.provider} within ${minutes} minutes`;
    throw new AppError("login_expired", message, onceMore(sought));
  });
  try {
    const ways = [
      ...(door?.kind === "open" ? [door.arrived] : []),
      ...(env.person.isThere ? [pasted(env, awaited, stop)] : []),
      expired,
    ];
    return codeIn(await Promise.race(ways), expected);
  } finally {
    over.abort();
  }
}

async function pasted(
  env: Env,
  { expected, door, givesCode, showWaiting }: Awaited,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  const mayComeBack = door?.kind === "open";
  const what = "here what the browser ended with: its address, or the code";
  const text = await env.person.paste(
    givesCode ? "Paste the code" : mayComeBack ? `Or paste ${what}` : `Paste ${what}`,
    {
      signal,
      refuse: (typed) => (parsePasted(typed, expected) === undefined ? "There is no code in this" : undefined),
    },
  );
  const found = text === undefined ? undefined : parsePasted(text, expected);
  if (found !== undefined) return found;
  if (!signal.aborted) {
    if (!mayComeBack) throw cancelled();
    await showWaiting();
  }
  // The others have it.
  return new Promise<never>(() => {});
}

/** How a sign-in ends that somebody has stopped. */
export function cancelled(): AppError {
  return new AppError("cancelled", "cancelled", "nothing was changed");
}
