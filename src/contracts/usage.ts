import type { Secret } from "./secret.ts";

/** What a provider is asked with when it shall say how much of a plan is left. */
export type UsageQuestion = {
  secret: Secret;
  /** Where the provider answers, as far as its host. */
  origin: string;
  /** As the store tells it of a profile. */
  accountId: string | undefined;
  /** The company's own GitHub, say, where the profile is of one. */
  enterpriseHost: string | undefined;
};

export type UsageRequest = {
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON, with POST; without it the request is a GET. */
  body?: unknown;
};

/** A limit that fills up and is emptied again. */
export type UsageWindow = {
  label: string;
  /** 0 to 100. */
  usedPercent: number;
  /** Milliseconds since 1970; `null` where nobody says. */
  resetsAt: number | null;
};

/** Money, or what counts as money there. */
export type Balance = { label: string; currency: string; left?: number; used?: number; limit?: number };

export type Usage = { plan?: string; windows: UsageWindow[]; balances?: Balance[] };

/** How a provider is asked what is left. */
export type UsageDialect = {
  /** The kinds of credentials that it takes for this; a key in a variable or in the config is an `api_key`. */
  takes: readonly ("oauth" | "token" | "api_key")[];
  /** Other hosts of the same service; to a host that is neither, a credential is not sent. */
  origins?: readonly string[];
  request(question: UsageQuestion): UsageRequest;
  /** What a success says; a `refusal` came with a success, and `undefined` is nothing that can be understood. */
  read(body: unknown, question: UsageQuestion): Usage | { refusal: string } | undefined;
};
