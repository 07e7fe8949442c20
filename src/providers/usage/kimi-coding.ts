import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { listIn, numberIn, spanLabel, usedShare, windowOf } from "./common.ts";

const UNITS: Readonly<Record<string, number>> = {
  TIME_UNIT_MINUTE: 60,
  TIME_UNIT_HOUR: 3600,
  TIME_UNIT_DAY: 86_400,
  TIME_UNIT_WEEK: 604_800,
};

/** The names inside `limits` are as public programs read them; they were not seen in an answer. */
export const kimiCoding: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  request: (question) => ({ url: `${question.origin}/coding/v1/usages`, headers: bearer(question) }),
  read(body) {
    const whole = at(body, "usage");
    if (whole === undefined && !Array.isArray(at(body, "limits"))) return undefined;
    const limits = listIn(at(body, "limits")).flatMap((limit) => {
      const amount = numberIn(at(limit, "window", "duration"));
      const unit = UNITS[String(at(limit, "window", "timeUnit"))];
      const label = spanLabel(amount === undefined || unit === undefined ? undefined : amount * unit);
      return counted(label, at(limit, "detail") ?? limit);
    });
    return { windows: [...limits, ...counted("Week", whole)] };
  },
};

function counted(label: string, count: unknown) {
  const used = usedShare(at(count, "limit"), { used: at(count, "used"), left: at(count, "remaining") });
  return windowOf(label, used, at(count, "resetTime"));
}
