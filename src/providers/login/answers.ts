import type { TokenFacts } from "../../contracts/oauth.ts";
import { at } from "../wire/common.ts";

/** An address that stands at a path of an answer, unless it is longer than addresses are. */
export function emailAt(answer: unknown, ...path: readonly string[]): TokenFacts {
  const email = at(answer, ...path);
  return typeof email === "string" && email !== "" && email.length <= 254 ? { email } : {};
}
