import type { Granted, TokenFacts } from "../../contracts/oauth.ts";

/** A word: nothing that a terminal acts upon, hides or reorders, no blanks, and not endless. */
const WORD = /^[^\s\p{C}]{1,2048}$/u;

/** Ten years: nobody means more, and no date ends there. */
const LONGEST_LIFE_MS = 10 * 365 * 24 * 3_600_000;

/**
 * What was granted, as far as it can be shown and kept. Some facts stand inside of tokens, where whatever looks for unsafe
 * characters in files and answers finds nothing; an expiry may be any number.
 */
export function plainGranted(granted: Granted, now: number): Granted {
  const facts: TokenFacts = Object.fromEntries(Object.entries(granted.facts).filter(([, fact]) => WORD.test(fact)));
  const bounded = (expires: number) => Math.floor(Math.min(expires, now + LONGEST_LIFE_MS));
  if (granted.type === "oauth") {
    const { tokens } = granted;
    return { ...granted, facts, tokens: { ...tokens, expires: bounded(tokens.expires) } };
  }
  const { expires } = granted;
  return { ...granted, facts, ...(expires === undefined ? {} : { expires: bounded(expires) }) };
}
