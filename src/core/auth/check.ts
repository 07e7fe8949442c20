import type { Credential } from "./credential.ts";

/** What stands between a provider and its answer; `--check` reports the worst of what is needed. */
export type Verdict = "ready" | "expiring" | "expired" | "missing";

/** Judges a needed provider: any stored profile in its order that is expired counts, though another may still do. */
export function verdictOf(credential: Credential, isLocal: boolean): Verdict {
  const statuses = credential.sources
    .filter(({ kind, counts }) => kind === "profile" && counts)
    .flatMap(({ health }) => (health === undefined ? [] : [health.status]));
  if (credential.failed || statuses.some((status) => status === "expired" || status === "missing")) return "expired";
  if (credential.used === undefined) return isLocal ? "ready" : "missing";
  return statuses.includes("expiring") ? "expiring" : "ready";
}

/** The exit code of `--check`: 1 = a needed credential is missing or expired, 2 = one is expiring. */
export function checkExit(verdicts: readonly Verdict[]): 0 | 1 | 2 {
  if (verdicts.some((verdict) => verdict === "missing" || verdict === "expired")) return 1;
  return verdicts.includes("expiring") ? 2 : 0;
}
