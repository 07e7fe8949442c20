const MINUTE = 60_000;

/** Writes milliseconds as a person would say them: `5m`, `3h`, `12d`; never less than a minute. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE));
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.round(hours / 24)}d`;
}
