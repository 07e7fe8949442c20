import type { Granted, TokenFacts } from "../../contracts/oauth.ts";
import { bounded } from "./tokens.ts";

/** A word: nothing that a terminal acts upon, hides or reorders, no blanks, and not endless. */
const WORD = /^[^\s\p{C}]{1,2048}$/u;

/**
 * What was granted, as far as it can be shown and kept. Some facts stand inside of tokens, where whatever looks for unsafe
 * characters in files and answers finds nothing; an expiry may be any number.
 */
export function plainGranted(granted: Granted, now: number): Granted {
  const facts: TokenFacts = Object.fromEntries(Object.entries(granted.facts).filter(([, fact]) => WORD.test(fact)));
  if (granted.type === "oauth") {
    const { tokens } = granted;
    return { ...granted, facts, tokens: { ...tokens, expires: bounded(tokens.expires, now) } };
  }
  const { expires } = granted;
  return { ...granted, facts, ...(expires === undefined ? {} : { expires: bounded(expires, now) }) };
}
