const MINUTE = 60_000;

/** Writes milliseconds as a person would say them: `5m`, `3h`, `12d`; never less than a minute. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE));
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.round(hours / 24)}d`;
}

/** Writes them more exactly, in two units: `45m`, `2h 30m`, `3d 4h`. */
export function formatSpan(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const parts =
    days > 0
      ? [`${days}d`, hours > 0 ? `${hours}h` : ""]
      : [hours > 0 ? `${hours}h` : "", minutes % 60 > 0 ? `${minutes % 60}m` : ""];
  return parts.filter(Boolean).join(" ");
}
