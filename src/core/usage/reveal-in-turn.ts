import type { Env } from "../../contracts/env.ts";
import type { Secret } from "../../contracts/secret.ts";
import { isClear } from "../auth/health.ts";
import { isDue } from "../auth/renewable.ts";
import { createReveal, type Reveal } from "../auth/reveal.ts";
import type { Source } from "../auth/sources.ts";

/** As `Reveal`, but `late` for a token that has ended and whose turn to be renewed came too late. */
export type RevealInTurn = (source: Source) => Promise<Secret | "late" | undefined>;

/**
 * Reads secrets with `reveal`, which renews those at their end. Those in clear go one after the other, as their renewals want
 * the lock of one store, and none is begun after `endsAt`, in milliseconds since 1970. What has begun is waited for, as the
 * provider gives its answer once.
 */
export function revealInTurn(env: Env, reveal: Reveal, endsAt: number): RevealInTurn {
  const kept = createReveal(env);
  let last: Promise<unknown> = Promise.resolve();
  return (source) => {
    if (!isDue(source.profile, env.now()) || !isClear(source.profile)) return reveal(source);
    const isOver = (source.health?.remainingMs ?? 0) <= 0;
    const turn = last.then(async () => {
      if (env.now() < endsAt) return reveal(source);
      return isOver ? "late" : kept(source);
    });
    last = turn.catch(() => {});
    return turn;
  };
}
