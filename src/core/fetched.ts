import type { Env } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import type { HttpResult } from "../contracts/http.ts";
import { secretsSentIn } from "./secrets-sent.ts";
import { hideSent } from "./sent.ts";

/** A document that a server gives to whoever asks. */
export type Wanted = {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** The address as it may be shown. */
  shown: string;
  /** What it is, as in "gave no catalog". */
  noun: string;
  deadlineMs: number;
  maxBytes: number;
  /** What to do when it cannot be had, is no such document, or stands elsewhere by now. */
  hints: { retry: string; unfit: string; elsewhere: string };
};

/** Fetches a document; throws what went wrong in one sentence. */
export async function fetchDocument(env: Env, wanted: Wanted, signal: AbortSignal): Promise<string> {
  const { url, headers, deadlineMs, maxBytes } = wanted;
  env.progress.pending(`fetching ${wanted.shown} …`);
  const answer = await env.http({ method: "GET", url, headers, deadlineMs, maxBytes, signal });
  env.progress.pending("");
  if (answer.kind === "answer" && answer.status === 200) return answer.body;
  throw troubleOf(answer, wanted);
}

/** Whether nobody was reached, so that what was fetched before may stand in; whoever answers something else is believed. */
export function isUnreachable(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === "offline" || error.code === "no_connection");
}

function troubleOf(answer: HttpResult, wanted: Wanted): AppError {
  const { shown, noun, maxBytes, hints } = wanted;
  const none = `${shown} gave no ${noun}`;
  const hide = hideSent(secretsSentIn(wanted));
  switch (answer.kind) {
    case "answer":
      return new AppError("service_failed", `${none}: HTTP ${answer.status}`, hints.retry);
    case "aborted":
      return new AppError("cancelled", "cancelled", "nothing was changed");
    case "too_large":
      return new AppError("service_failed", `${shown} is larger than ${maxBytes / 1024 / 1024} MB`, hints.unfit);
    case "redirect":
      return new AppError("service_failed", `${shown} redirects ${hide(answer.detail)}`, hints.elsewhere);
    case "tls":
      return new AppError("service_failed", `${none}: ${answer.detail}`, hints.retry);
    case "network":
    case "timeout":
      return new AppError("no_connection", `${none}: ${answer.detail}`, hints.retry);
  }
}
