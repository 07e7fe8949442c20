import type { Granted, TokenFacts } from "../../contracts/oauth.ts";
import { boundExpiry } from "./tokens.ts";

/** A word: nothing that a terminal acts upon, hides or reorders, no blanks, and not endless. */
const WORD = /^[^\s\p{C}]{1,2048}$/u;

/**
 * The facts that can be shown and kept. Some stand inside of tokens, where whatever looks for unsafe characters in files and
 * answers finds nothing.
 */
export function plainFacts(facts: TokenFacts): TokenFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => WORD.test(fact)));
}

/** What was granted, with its plain facts alone, and an expiry that is one: it may be any number. */
export function plainGranted(granted: Granted, now: number): Granted {
  const facts = plainFacts(granted.facts);
  if (granted.type === "oauth") {
    const { tokens } = granted;
    return { ...granted, facts, tokens: { ...tokens, expires: boundExpiry(tokens.expires, now) } };
  }
  const { expires } = granted;
  return { ...granted, facts, ...(expires === undefined ? {} : { expires: boundExpiry(expires, now) }) };
}
