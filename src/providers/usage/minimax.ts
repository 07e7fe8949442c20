import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { nameIn, numberIn, spanLabel, textIn, timeIn, usedFromLeft, usedShare, windowOf } from "./common.ts";

export const minimax: UsageDialect = {
  takes: ["oauth", "token", "api_key"],
  origins: ["https://api.minimaxi.com"],
  request: (question) => ({ url: `${question.origin}/v1/token_plan/remains`, headers: bearer(question) }),
  read(body) {
    const code = at(body, "base_resp", "status_code");
    if (code !== undefined && numberIn(code) !== 0) return { refusal: textIn(at(body, "base_resp", "status_msg")) };
    const models = at(body, "model_remains");
    if (!Array.isArray(models)) return undefined;
    return { windows: models.flatMap((model) => windowsOf(model, models.length > 1)) };
  },
};

function windowsOf(model: unknown, isOneOfSeveral: boolean) {
  const name = isOneOfSeveral ? (nameIn(at(model, "model_name")) ?? "") : "";
  return [
    ["current_interval", "start_time", "end_time"],
    ["current_weekly", "weekly_start_time", "weekly_end_time"],
  ].flatMap(([prefix = "", start = "", end = ""]) => {
    const [from, to] = [timeIn(at(model, start)), timeIn(at(model, end))];
    const span =
      prefix === "current_weekly" ? "Week" : spanLabel(from === null || to === null ? 18_000 : (to - from) / 1000);
    // `usage_count` is what is left, whatever its name says.
    const left = at(model, `${prefix}_usage_count`);
    const used =
      usedFromLeft(numberIn(at(model, `${prefix}_remaining_percent`))) ??
      usedShare(at(model, `${prefix}_total_count`), { left });
    return windowOf(`${name} ${span}`.trim(), used, to);
  });
}
