import type { Candidate, ScanRow, Shown } from "../../schema/scan.ts";
import type { Reason } from "../probe/outcome.ts";
import { sidesOf } from "./candidates.ts";

/** What may be otherwise a moment later; all else is final. */
const PASSING: readonly Reason[] = [
  "rate_limit",
  "overloaded",
  "timeout",
  "network",
  "tls",
  "redirect",
  "server_error",
  "server_error_in_200",
  "pending",
];

/** Whether a failure may pass by itself. */
export function isPassing(reason: string | null): boolean {
  return PASSING.some((passing) => passing === reason);
}

/** A row of which nothing is known but what the catalog says. */
export function unasked(candidate: Candidate, reason: string): ScanRow {
  return { ...candidate, tool: skipped(reason), image: skipped(sees(candidate) ? reason : "no_image_input") };
}

/** Whether it takes images. */
export const sees = (candidate: Candidate) => sidesOf(candidate).input.includes("image");

/** What was not asked, and why. */
export const skipped = (reason: string): Shown => ({
  ok: false,
  latencyMs: null,
  skipped: true,
  reason,
  runs: 0,
  okRuns: 0,
});
