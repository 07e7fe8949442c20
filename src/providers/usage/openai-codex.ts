import type { UsageDialect, UsageQuestion } from "../../contracts/usage.ts";
import { claimsOf } from "../../core/login/tokens.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn, planIn, spanLabel, windowOf } from "./common.ts";

const CLAIM = "https://api.openai.com/auth";

export const openaiCodex: UsageDialect = {
  takes: ["oauth", "token"],
  request: (question) => ({
    url: `${question.origin}/backend-api/wham/usage`,
    headers: { ...bearer(question), ...accountHeader(question) },
  }),
  read(body) {
    const limits = at(body, "rate_limit");
    const credits = numberIn(at(body, "credits", "balance"));
    if (limits === undefined && credits === undefined) return undefined;
    const windows = ["primary_window", "secondary_window"].flatMap((field) => {
      const label = spanLabel(numberIn(at(limits, field, "limit_window_seconds")));
      return windowOf(label, numberIn(at(limits, field, "used_percent")), at(limits, field, "reset_at"));
    });
    return {
      ...planIn(at(body, "plan_type")),
      windows,
      ...(credits === undefined || credits <= 0
        ? {}
        : { balances: [{ label: "Credits", currency: "credits", left: credits }] }),
    };
  },
};

/** The account that is asked about: a person may be in several. */
function accountHeader({ accountId, secret }: UsageQuestion): Record<string, string> {
  const account = accountId ?? at(claimsOf(secret.reveal()), CLAIM, "chatgpt_account_id");
  return typeof account === "string" && /^[\w-]{1,100}$/.test(account) ? { "chatgpt-account-id": account } : {};
}
