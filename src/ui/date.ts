/** As far from 1970 as a date can be. */
const FARTHEST = 8.64e15;

/** Writes a time, in milliseconds since 1970, as the day that it was in Greenwich: `2026-09-30`. */
export function formatDate(milliseconds: number): string {
  return isDate(milliseconds) ? iso(milliseconds).slice(0, 10) : "an unknown day";
}

/** The same with the minute: `2026-09-30 12:05 UTC`. */
export function formatTime(milliseconds: number): string {
  return isDate(milliseconds) ? `${iso(milliseconds).slice(0, 16).replace("T", " ")} UTC` : "an unknown time";
}

const isDate = (milliseconds: number) => Math.abs(milliseconds) <= FARTHEST;
const iso = (milliseconds: number) => Temporal.Instant.fromEpochMilliseconds(milliseconds).toString();
