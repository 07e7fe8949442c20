import type { Reason } from "./outcome.ts";

/** An answer of a provider that means something else than its HTTP status says. Every field that stands there must fit. */
export type Oddity = {
  provider?: string;
  status?: number;
  /** One of the codes in the body. */
  code?: string | number;
  /** A sentence decides only together with the provider or the status. */
  says?: RegExp;
  reason: Reason;
};

/** The first that fits counts. Facts: providers and test counterparts §2, error bodies. */
export const ODDITIES: readonly Oddity[] = [
  { provider: "anthropic", status: 401, says: /\bexpired\b/i, reason: "auth_expired" },
  { provider: "anthropic", status: 400, says: /credit balance/i, reason: "billing" },
  { provider: "openrouter", status: 404, says: /tool use/i, reason: "no_tools" },
  // What the account's own settings leave out: the model is there for others.
  { provider: "openrouter", status: 404, says: /data policy|allowed providers|ignored/i, reason: "policy" },
  { provider: "openrouter", status: 404, reason: "model_not_found" },
  { provider: "openrouter", status: 400, says: /not a valid model/i, reason: "model_not_found" },
  { provider: "openrouter", status: 403, says: /moderation/i, reason: "moderation" },
  { provider: "github-copilot", code: "no_copilot_access", reason: "no_subscription" },
  { provider: "github-copilot", status: 404, reason: "no_subscription" },
  { provider: "github-copilot", status: 401, says: /does not have/i, reason: "auth_scope" },
  { provider: "github-copilot", status: 403, reason: "policy" },
  { provider: "xai", status: 400, says: /api key/i, reason: "auth" },
  { provider: "zai", code: 1113, reason: "billing" },
  { provider: "zai", code: 1211, reason: "model_not_found" },
  { provider: "zai", code: 1302, reason: "rate_limit" },
  { provider: "zai", code: 1305, reason: "rate_limit" },
  ...[1000, 1001, 1002, 1003, 1004].map((code) => ({ provider: "zai", code, reason: "auth" as const })),
  { provider: "minimax", code: 1004, reason: "auth" },
  { provider: "minimax", code: 2049, reason: "auth" },
  { provider: "minimax", code: 1008, reason: "billing" },
  { provider: "minimax", code: 1002, reason: "rate_limit" },
  { status: 403, says: /\bscopes?\b/i, reason: "auth_scope" },
];

/** Codes that mean the same whoever sends them. */
export const CODES: Readonly<Record<string, Reason>> = {
  invalid_api_key: "auth",
  API_KEY_INVALID: "auth",
  authentication_error: "auth",
  UNAUTHENTICATED: "auth",
  token_expired: "auth_expired",
  invalid_grant: "auth_expired",
  authorization_pending: "pending",
  slow_down: "pending",
  unsupported_country_region_territory: "forbidden_region",
  insufficient_quota: "billing",
  insufficient_credits: "billing",
  billing_error: "billing",
  billing_not_active: "billing",
  usage_limit_reached: "rate_limit",
  rate_limit_exceeded: "rate_limit",
  rate_limit_error: "rate_limit",
  RESOURCE_EXHAUSTED: "rate_limit",
  overloaded_error: "overloaded",
  model_not_found: "model_not_found",
  unsupported_parameter: "token_limit_field",
};

/** What an HTTP status means where the body says nothing better. */
export function reasonOfStatus(status: number): Reason {
  if (status === 401 || status === 403) return "auth";
  if (status === 402) return "billing";
  if (status === 404) return "not_found";
  if (status === 407) return "network";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limit";
  if (status === 503 || status === 529) return "overloaded";
  if (status >= 500) return "server_error";
  if (status >= 300 && status < 400) return "redirect";
  return "format";
}
