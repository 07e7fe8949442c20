/** A request that carries a credential to one host; it is never tried again, and never sent on to another host. */
export type HttpRequest = {
  url: string;
  method: "GET" | "POST";
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Holds what is good for one request, as a code or a refresh token; so it is sent on to no other path either. */
  once?: true;
  /** Milliseconds for everything: connecting, the headers, the body. */
  deadlineMs: number;
  /** More of a body is not read. */
  maxBytes: number;
  /** Ends it at once. */
  signal?: AbortSignal;
};

/** Why there is no answer. */
export type HttpTrouble = "timeout" | "network" | "tls" | "redirect" | "too_large" | "aborted";

/**
 * Headers by their name in lower case. No trouble is thrown; `detail` names no header, no query, no secret. `isUnsent` where
 * it is certain that nobody got the request.
 */
export type HttpResult =
  | { kind: "answer"; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: HttpTrouble; detail: string; isUnsent?: true };

export type Http = (request: HttpRequest) => Promise<HttpResult>;
