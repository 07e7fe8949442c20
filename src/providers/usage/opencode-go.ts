import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { numberIn, windowOf } from "./common.ts";

/** The shape is as public programs read it. */
export const opencodeGo: UsageDialect = {
  takes: ["api_key", "token"],
  request: (question) => ({ url: `${question.origin}/zen/go/v1/usage`, headers: bearer(question) }),
  read(body) {
    const usage = at(body, "usage");
    if (usage === undefined) return undefined;
    const windows = [
      ["rolling", "5h"],
      ["weekly", "Week"],
      ["monthly", "Month"],
    ].flatMap(([field = "", label = ""]) =>
      windowOf(label, numberIn(at(usage, field, "percent")), at(usage, field, "resetsAt")),
    );
    return { windows };
  },
};
