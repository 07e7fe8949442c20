import type { Balance, UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn, windowOf } from "./common.ts";

const WINDOWS = [
  ["five_hour", "5h"],
  ["seven_day", "Week"],
  ["seven_day_opus", "Opus"],
  ["seven_day_sonnet", "Sonnet"],
] as const;

/** Setup-tokens lack the scope for this, and are answered with 403 or 429. */
export const anthropic: UsageDialect = {
  takes: ["oauth", "token"],
  request: (question) => ({
    url: `${question.origin}/api/oauth/usage`,
    headers: { ...bearer(question), "anthropic-beta": "oauth-2025-04-20" },
  }),
  read(body) {
    if (WINDOWS.every(([field]) => at(body, field) === undefined)) return undefined;
    const windows = WINDOWS.flatMap(([field, label]) =>
      windowOf(label, numberIn(at(body, field, "utilization")), at(body, field, "resets_at")),
    );
    return { windows, ...extraUsage(at(body, "extra_usage")) };
  },
};

/** What is paid for beyond the plan; in cents. */
function extraUsage(extra: unknown): { balances?: Balance[] } {
  const [used, limit] = [numberIn(at(extra, "used_credits")), numberIn(at(extra, "monthly_limit"))];
  if (at(extra, "is_enabled") !== true || used === undefined) return {};
  const currency = at(extra, "currency");
  return {
    balances: [
      {
        label: "Extra usage",
        currency: typeof currency === "string" && /^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : "USD",
        used: used / 100,
        ...(limit === undefined ? {} : { limit: limit / 100 }),
      },
    ],
  };
}
