import type { UsageDialect } from "../../contracts/usage.ts";
import { at, bearer } from "../wire/common.ts";
import { listIn, numberIn, windowOf } from "./common.ts";

/** Each model has a bucket of its own; of each family the emptiest one counts. */
export const googleGeminiCli: UsageDialect = {
  takes: ["oauth", "token"],
  request: (question) => ({
    url: `${question.origin}/v1internal:retrieveUserQuota`,
    headers: bearer(question),
    body: {},
  }),
  read(body) {
    const buckets = at(body, "buckets");
    if (!Array.isArray(buckets)) return undefined;
    const windows = ["Pro", "Flash"].flatMap((family) => {
      const own = listIn(buckets).filter((bucket) => String(at(bucket, "modelId")).includes(family.toLowerCase()));
      const left = own.flatMap((bucket) => numberIn(at(bucket, "remainingFraction")) ?? []);
      if (left.length === 0) return [];
      const least = Math.min(...left);
      const emptiest = own.find((bucket) => numberIn(at(bucket, "remainingFraction")) === least);
      return windowOf(family, (1 - least) * 100, at(emptiest, "resetTime"));
    });
    return { windows };
  },
};
