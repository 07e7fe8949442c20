import type { Credential } from "./credential.ts";

/** What stands between a provider and its answer. */
export type Verdict = "ready" | "expiring" | "expired" | "unusable" | "missing";

/** Judges a needed provider by the credential that would be used; one that is not used is shown, not counted. */
export function verdictOf({ used, failed, sources }: Credential, isLocal: boolean): Verdict {
  if (failed) return sources.some(({ state }) => state === "expired") ? "expired" : "unusable";
  if (used === undefined) return isLocal ? "ready" : "missing";
  const status = used.health?.status;
  // An OAuth profile without an expiry counts as expired, as recorded from OpenClaw 2026.2.6-3.
  if (status === "expired" || status === "missing") return "expired";
  return status === "expiring" ? "expiring" : "ready";
}

/** The exit code of `--check`: 1 = a needed credential is missing or expired, 2 = one is expiring. */
export function checkExit(verdicts: readonly (Verdict | "unresolved")[]): 0 | 1 | 2 {
  if (verdicts.some((verdict) => verdict !== "ready" && verdict !== "expiring")) return 1;
  return verdicts.includes("expiring") ? 2 : 0;
}
