import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { usedShare, windowOf } from "./common.ts";

/** The shape is as public programs read it; the API's own description leaves it open. */
export const chutes: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  request: (question) => ({ url: "https://api.chutes.ai/users/me/subscription_usage", headers: bearer(question) }),
  read(body) {
    if (at(body, "four_hour") === undefined && at(body, "monthly") === undefined) return undefined;
    const windows = [
      ["four_hour", "4h"],
      ["monthly", "Month"],
    ].flatMap(([field = "", label = ""]) => {
      const used = usedShare(at(body, field, "cap"), { used: at(body, field, "usage") });
      return windowOf(label, used, at(body, field, "reset_at"));
    });
    return { windows };
  },
};
