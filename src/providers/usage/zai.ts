import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { listIn, numberIn, planIn, spanLabel, textIn, windowOf } from "./common.ts";

/** What a `unit` of its windows is, in seconds. */
const UNITS: Readonly<Record<number, number>> = { 1: 86_400, 3: 3600, 5: 60, 6: 604_800 };

export const zai: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  origins: ["https://open.bigmodel.cn"],
  request: (question) => ({
    url: `${question.origin}/api/monitor/usage/quota/limit`,
    headers: bearer(question),
  }),
  read(body) {
    // Errors come with a 200.
    if (at(body, "success") === false) return { refusal: textIn(at(body, "msg")) };
    const limits = at(body, "data", "limits");
    if (!Array.isArray(limits)) return undefined;
    const windows = listIn(limits).flatMap((limit) => {
      const unit = UNITS[numberIn(at(limit, "unit")) ?? 0];
      const amount = numberIn(at(limit, "number"));
      const span = spanLabel(unit === undefined || amount === undefined ? undefined : unit * amount);
      // The other kind counts calls of tools, and names a span that is not theirs.
      const label = at(limit, "type") === "TIME_LIMIT" ? "Tools" : span;
      return windowOf(label, numberIn(at(limit, "percentage")), at(limit, "nextResetTime"));
    });
    return { ...planIn(at(body, "data", "planName")), windows };
  },
};
