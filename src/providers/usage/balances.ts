import type { Usage, UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { listIn, numberIn } from "./common.ts";

const KEYS = ["api_key", "token"] as const;

/** Money is all that these have to tell. */
function onlyMoney(left: number | undefined, currency: string): Usage | undefined {
  return left === undefined ? undefined : { windows: [], balances: [{ label: "Balance", currency, left }] };
}

export const deepseek: UsageDialect = {
  takes: KEYS,
  request: (question) => ({ url: `${question.origin}/user/balance`, headers: bearer(question) }),
  read(body) {
    if (!Array.isArray(at(body, "balance_infos"))) return undefined;
    const balances = listIn(at(body, "balance_infos")).flatMap((info) => {
      const [left, currency] = [numberIn(at(info, "total_balance")), at(info, "currency")];
      const isKnown = left !== undefined && typeof currency === "string" && /^[A-Z]{3}$/.test(currency);
      return isKnown ? [{ label: "Balance", currency, left }] : [];
    });
    return { windows: [], balances };
  },
};

const MOONSHOT_CHINA = "https://api.moonshot.cn";

export const moonshot: UsageDialect = {
  takes: KEYS,
  origins: [MOONSHOT_CHINA],
  request: (question) => ({ url: `${question.origin}/v1/users/me/balance`, headers: bearer(question) }),
  read: (body, { origin }) =>
    onlyMoney(numberIn(at(body, "data", "available_balance")), origin === MOONSHOT_CHINA ? "CNY" : "USD"),
};

export const vercelAiGateway: UsageDialect = {
  takes: KEYS,
  request: (question) => ({ url: `${question.origin}/v1/credits`, headers: bearer(question) }),
  read: (body) => onlyMoney(numberIn(at(body, "balance")), "USD"),
};
