import type { HttpResult } from "../../contracts/http.ts";
import type { Usage, UsageDialect, UsageQuestion } from "../../contracts/usage.ts";
import { parseBody } from "../probe/body.ts";
import { safeMessage } from "../probe/redact.ts";
import type { Hide } from "../sent.ts";

/** Of a plan's windows; no plan is known to have more than a few. */
const MOST = 20;

export type Answered = Usage | { error: string };

/** What an answer says, or why it says nothing. None of this judges the credential: it may be good for all but this. */
export function understand(answer: HttpResult, dialect: UsageDialect, question: UsageQuestion, hide: Hide): Answered {
  if (answer.kind !== "answer") return { error: answer.detail };
  const { status } = answer;
  if (status < 200 || status >= 300) return { error: `${meaningOf(status)} (HTTP ${status})` };
  const body = parseBody(answer.body);
  const usage = body === undefined ? undefined : dialect.read(body, question);
  if (usage === undefined) return { error: "the answer is not what was expected" };
  if ("refusal" in usage) {
    const said = safeMessage(usage.refusal, hide);
    return { error: said === "" ? "the provider refused to say" : `the provider says: ${said}` };
  }
  if (usage.windows.length === 0 && (usage.balances ?? []).length === 0 && usage.plan === undefined)
    return { error: "the answer names no limits" };
  const bounded = { ...usage, windows: usage.windows.slice(0, MOST) };
  const text = JSON.stringify(bounded);
  // Whatever a provider sends back, it may not carry a secret into a file.
  return hide(text) === text ? bounded : { error: "the answer is not what was expected" };
}

function meaningOf(status: number): string {
  if (status === 401 || status === 403) return "this credential has no access to it";
  if (status === 429) return "asked too often, or this plan does not include it";
  if (status === 404) return "this plan has no such limits";
  return status >= 500 ? "the provider failed" : "the provider refused to say";
}
