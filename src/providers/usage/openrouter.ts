import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn } from "./common.ts";

/** A key may have a limit of its own; without one, only what it has spent is known. */
export const openrouter: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  request: (question) => ({ url: `${question.origin}/api/v1/key`, headers: bearer(question) }),
  read(body) {
    const key = at(body, "data");
    const [limit, left, used] = ["limit", "limit_remaining", "usage"].map((field) => numberIn(at(key, field)));
    if (left === undefined && used === undefined) return undefined;
    const known = { ...(left === undefined ? {} : { left }), ...(used === undefined ? {} : { used }) };
    return {
      ...(at(key, "is_free_tier") === true ? { plan: "free" } : {}),
      windows: [],
      balances: [{ label: "Key", currency: "USD", ...known, ...(limit === undefined ? {} : { limit }) }],
    };
  },
};
