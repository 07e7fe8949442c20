import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn, usedFromLeft, usedShare, windowOf } from "./common.ts";

/** The shape is as public programs read it; plans from before 2026 have `subscription`, newer ones the two others. */
export const synthetic: UsageDialect = {
  takes: ["api_key", "token"],
  request: (question) => ({ url: `${question.origin}/v2/quotas`, headers: bearer(question) }),
  read(body) {
    const [plan, recent, week] = [
      at(body, "subscription"),
      at(body, "rollingFiveHourLimit"),
      at(body, "weeklyTokenLimit"),
    ];
    if (plan === undefined && recent === undefined && week === undefined) return undefined;
    return {
      windows: [
        ...windowOf("Requests", usedShare(at(plan, "limit"), { used: at(plan, "requests") }), at(plan, "renewsAt")),
        ...windowOf("5h", usedShare(at(recent, "max"), { left: at(recent, "remaining") }), at(recent, "nextTickAt")),
        ...windowOf("Week", usedFromLeft(numberIn(at(week, "percentRemaining"))), at(week, "nextRegenAt")),
      ],
    };
  },
};
