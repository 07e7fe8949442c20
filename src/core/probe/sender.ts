import type { Env } from "../../contracts/env.ts";
import type { HttpRequest, HttpResult } from "../../contracts/http.ts";
import { type Hide, hideSent } from "../sent.ts";
import { headersOf } from "./endpoint.ts";
import { secretsSentIn } from "../secrets-sent.ts";

/** One request, as JSON where it has a body; then it is a POST. */
export type Request = { url: string; headers: Readonly<Record<string, string>>; body?: unknown };

/** Sends the requests that make up one question. */
export type Sender = {
  send(request: Request): Promise<HttpResult>;
  /** Hides whatever was sent so far, in all that came back. */
  hide: Hide;
};

/** Makes what sends to one provider: with the config's own headers, and within one deadline, from the first request on. */
export function createSender(
  env: Env,
  own: Readonly<Record<string, string>>,
  { deadlineMs, ...limits }: Pick<HttpRequest, "deadlineMs" | "maxBytes" | "signal">,
): Sender {
  let endsAt: number | undefined;
  const sent = new Set<string>();
  let hide = hideSent(sent);
  return {
    hide: (text) => hide(text),
    async send({ url, headers, body }) {
      const typed = body === undefined ? headers : { "content-type": "application/json", ...headers };
      const request = { url, headers: headersOf({ headers: own }, typed, env.version) };
      const now = env.now();
      endsAt ??= now + deadlineMs;
      for (const secret of secretsSentIn(request)) sent.add(secret);
      hide = hideSent(sent);
      const answer = await env.http({
        ...request,
        ...(body === undefined ? { method: "GET" } : { method: "POST", body: JSON.stringify(body) }),
        ...limits,
        deadlineMs: Math.max(1, endsAt - now),
      });
      if (answer.kind === "answer") return answer;
      // A sentence by itself, as the other details are.
      const detail = answer.kind === "redirect" ? `it redirects ${answer.detail}` : answer.detail;
      return { ...answer, detail: hide(detail) };
    },
  };
}
