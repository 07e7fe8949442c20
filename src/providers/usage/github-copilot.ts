import type { UsageDialect } from "../../contracts/usage.ts";
import { at } from "../wire/common.ts";
import { planIn, usedFromLeft, windowOf } from "./common.ts";

/** GitHub itself says what is left, to GitHub's own token; where that is of a company's own GitHub, its API does. */
export const githubCopilot: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  request: ({ secret, enterpriseHost = "github.com" }) => ({
    url: `https://api.${enterpriseHost}/copilot_internal/user`,
    headers: { authorization: `token ${secret.reveal()}` },
  }),
  read(body) {
    const snapshots = at(body, "quota_snapshots");
    if (snapshots === undefined && at(body, "copilot_plan") === undefined) return undefined;
    const windows = [
      ["premium_interactions", "Premium"],
      ["chat", "Chat"],
    ].flatMap(([field = "", label = ""]) => {
      // What has no limit is no window, though 100 % of it is left.
      if (at(snapshots, field, "unlimited") === true) return [];
      const used = usedFromLeft(at(snapshots, field, "percent_remaining"));
      return windowOf(label, used, at(body, "quota_reset_date"));
    });
    return { ...planIn(at(body, "copilot_plan")), windows };
  },
};
