import type { TokenFacts } from "../../contracts/oauth.ts";

/** A word: nothing that a terminal acts upon, hides or reorders, no blanks, and not endless. */
const WORD = /^[^\s\p{C}]{1,2048}$/u;

/**
 * The facts that can be shown and kept. Some stand inside of tokens, where whatever looks for unsafe characters in files and
 * answers finds nothing.
 */
export function plainFacts(facts: TokenFacts): TokenFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => WORD.test(fact)));
}
