import type { ProbeStatus } from "../../schema/probes.ts";

/** Why, in a word for scripts, and the status that it means. */
export const REASONS = {
  ok: "ok",
  auth: "auth",
  auth_expired: "auth",
  auth_scope: "auth",
  forbidden_region: "auth",
  no_subscription: "auth",
  policy: "auth",
  rate_limit: "rate_limit",
  overloaded: "rate_limit",
  billing: "billing",
  timeout: "timeout",
  format: "format",
  token_limit_field: "format",
  model_not_found: "format",
  not_found: "format",
  no_tools: "format",
  moderation: "format",
  unexpected_body: "format",
  server_error: "unknown",
  server_error_in_200: "unknown",
  pending: "unknown",
  network: "unknown",
  tls: "unknown",
  redirect: "unknown",
  too_large: "unknown",
  excluded: "unknown",
  unusable: "unknown",
  unresolved: "unknown",
  unsupported: "unknown",
  no_model: "no_model",
} as const satisfies Readonly<Record<string, ProbeStatus>>;
export type Reason = keyof typeof REASONS;

/** What an answer means: the reason, the provider's own code for it, and its sentence, made safe. */
export type Verdict = { reason: Reason; providerCode?: string; message: string };
