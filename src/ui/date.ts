/** As far from 1970 as a date can be. */
const FARTHEST = 8.64e15;

/** Writes a time, in milliseconds since 1970, as the day that it was in Greenwich: `2026-09-30`. */
export function formatDate(milliseconds: number): string {
  if (!(Math.abs(milliseconds) <= FARTHEST)) return "an unknown day";
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString().slice(0, 10);
}
