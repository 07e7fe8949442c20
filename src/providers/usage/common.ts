import type { UsageWindow } from "../../contracts/usage.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A number, also one that is written as a text; nothing for whatever else, `null` and a blank above all. */
export function numberIn(value: unknown): number | undefined {
  const isText = typeof value === "string" && /^\s*-?\d+(\.\d*)?\s*$/.test(value);
  const number = typeof value === "number" || isText ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** A sentence in a body; an empty one for anything else. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A short name of the provider's own, that of a plan say, if it can be shown as it is. */
export function nameIn(value: unknown): string | undefined {
  return typeof value === "string" && /^[\p{L}\p{N}][\p{L}\p{N} ._+()/-]{0,39}$/u.test(value) ? value : undefined;
}

/** A plan beside whatever else is told; nothing where it has no name. */
export function planIn(value: unknown): { plan?: string } {
  const plan = nameIn(value);
  return plan === undefined ? {} : { plan };
}

/** A time as providers write it: a date, or seconds or milliseconds since 1970; nothing for one that cannot be meant. */
export function timeIn(value: unknown): number | null {
  const number = numberIn(value) ?? Date.parse(dateIn(value));
  const time = Math.round(number < LATEST_MS / 1000 ? number * 1000 : number);
  return time >= EARLIEST_MS && time < LATEST_MS ? time : null;
}

/** 2001 and 2286. What is outside of them is a number of seconds that are left, or something else altogether. */
const [EARLIEST_MS, LATEST_MS] = [1e12, 1e13];

/** Without a zone, providers mean UTC, and not that of this machine. */
function dateIn(value: unknown): string {
  const [date, time, zone] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d[\d:.]*)(.*))?$/.exec(textIn(value))?.slice(1) ?? [];
  return time === undefined ? (date ?? "") : `${date}T${time}${zone || "Z"}`;
}

/** A window, where the provider says how much of it is used: what is unknown is not 0. */
export function windowOf(label: string, usedPercent: number | undefined, resetsAt: unknown): UsageWindow[] {
  if (usedPercent === undefined) return [];
  const rounded = Math.round(usedPercent * 10) / 10;
  return [{ label, usedPercent: Math.min(100, Math.max(0, rounded)), resetsAt: timeIn(resetsAt) }];
}

/** The used part of a limit in percent, from what is used or from what is left of it. */
export function usedShare(limit: unknown, { used, left }: { used?: unknown; left?: unknown }): number | undefined {
  const whole = numberIn(limit);
  if (whole === undefined || whole <= 0) return undefined;
  const rest = numberIn(left);
  const gone = rest === undefined ? numberIn(used) : whole - rest;
  return gone === undefined ? undefined : (gone / whole) * 100;
}

/** What is used, from the part that is left in percent. */
export function usedFromLeft(left: unknown): number | undefined {
  const percent = numberIn(left);
  return percent === undefined ? undefined : 100 - percent;
}

/** Names a window by its length. */
export function spanLabel(seconds: number | undefined): string {
  if (seconds === undefined || seconds <= 0) return "Limit";
  if (seconds < HOUR) return `${Math.round(seconds / 60)}m`;
  if (seconds < DAY) return `${Math.round(seconds / HOUR)}h`;
  const days = Math.round(seconds / DAY);
  return days === 1 ? "Day" : days === 7 ? "Week" : days >= 28 && days <= 31 ? "Month" : `${days}d`;
}

/** A list in a body; an empty one for anything else. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
