/** More names say no more. */
const MOST = 3;

/** How far a round of questions is, and whom it waits for, the longest asked first; nothing when all have answered. */
export function waitingText(answered: number, total: number, waiting: readonly string[]): string {
  if (answered >= total) return "";
  const names = [...new Set(waiting)];
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : "";
  const whom = names.length === 0 ? "" : `; waiting for ${names.slice(0, MOST).join(", ")}${more}`;
  return `${answered} of ${total} answered${whom} …`;
}
