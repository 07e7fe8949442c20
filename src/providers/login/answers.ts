import type { LoginAnswer, TokenFacts } from "../../contracts/oauth.ts";
import { at } from "../wire/common.ts";

/** An address that stands at a path of an answer, unless it is longer than addresses are. */
export function emailAt(answer: unknown, ...path: readonly string[]): TokenFacts {
  const email = at(answer, ...path);
  return typeof email === "string" && email !== "" && email.length <= 254 ? { email } : {};
}

/** Where the models of this account answer, as Qwen and MiniMax say it beside the tokens. */
export function resourceIn({ resource_url: resource }: LoginAnswer): TokenFacts {
  return typeof resource === "string" && resource !== "" && resource.length <= 2048 ? { resourceUrl: resource } : {};
}
