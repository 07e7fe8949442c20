const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Writes milliseconds as a person would say them: `5m`, `3h`, `12d`; never less than a minute. */
export function formatDuration(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < HOUR) return `${Math.max(1, Math.round(size / MINUTE))}m`;
  return size < 2 * DAY ? `${Math.round(size / HOUR)}h` : `${Math.round(size / DAY)}d`;
}
