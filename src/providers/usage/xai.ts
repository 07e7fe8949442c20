import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn, windowOf } from "./common.ts";

/** The credits of a SuperGrok plan, for those who signed in; keys are paid for elsewhere. The shape is not verified. */
export const xai: UsageDialect = {
  takes: ["oauth"],
  request: (question) => ({
    url: "https://cli-chat-proxy.grok.com/v1/billing?format=credits",
    headers: { ...bearer(question), "x-grok-client-mode": "cli" },
  }),
  read(body) {
    const config = at(body, "config");
    if (config === undefined) return undefined;
    const end = at(config, "currentPeriod", "end") ?? at(config, "billingPeriodEnd");
    return { windows: windowOf("Credits", numberIn(at(config, "creditUsagePercent")), end) };
  },
};
