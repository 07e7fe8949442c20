import type { Style, Tone } from "../../contracts/command.ts";
import type { StatusResult } from "../../schema/status.ts";
import type { UsageRow } from "../../schema/usage.ts";
import { formatDuration, formatSpan } from "../../ui/duration.ts";
import { hang } from "../../ui/layout.ts";
import { safeText } from "../../ui/text.ts";

const MINUTE_MS = 60_000;
const BAR_CELLS = 10;
/** In a narrower terminal the words need the room. */
const WIDTH_FOR_BARS = 60;
const INDENT = 2;

/** What is left of each plan, a bar for each window; nothing where nobody was ever asked. */
export function usageView({ auth: { usage } }: StatusResult, style: Style, isWanted: boolean): string {
  const title = style.paint("strong", "Plans");
  if (usage.length === 0)
    return isWanted ? hang(title, "none is known: no provider here tells, or none was asked", 7, INDENT, style) : "";
  const labels = usage.flatMap(({ windows, balances = [] }) => [...windows, ...balances].map(({ label }) => label));
  const width = Math.max(0, ...labels.map((label) => Bun.stringWidth(label)));
  return [title, ...usage.map((row) => rowView(row, width, style))].join("\n");
}

function rowView(row: UsageRow, width: number, style: Style): string {
  const { provider, profileId, plan, windows, balances = [], error, ageMs } = row;
  const isKnown = windows.length + balances.length > 0 || plan !== undefined;
  const age = ageMs < MINUTE_MS ? "just now" : `${formatDuration(ageMs)} ago`;
  const head = safeText(profileId.startsWith(`${provider}:`) ? profileId : `${provider} ${profileId}`);
  const facts = [...(plan === undefined ? [] : [safeText(plan)]), age].join(" · ");
  const start = (label: string) => `  ${safeText(label)}${" ".repeat(width - Bun.stringWidth(label))} `;
  return [
    hang(head, facts, Bun.stringWidth(head) + 2, INDENT, style),
    ...windows.map((window) => windowLine(start(window.label), window, style)),
    ...balances.map((balance) => `${start(balance.label)}${balanceText(balance)}`),
    ...(error === undefined
      ? []
      : [hang(" ", `${isKnown ? "asked again" : "not known"}: ${safeText(error)}`, INDENT, INDENT, style)]),
  ].join("\n");
}

function windowLine(start: string, { usedPercent, remainingMs }: UsageRow["windows"][number], style: Style): string {
  const left = Math.round(100 - usedPercent);
  if (remainingMs !== null && remainingMs <= 0)
    return `${start}${style.paint("dim", `${left}% was left; reset since`)}`;
  const tone: Tone = left > 25 ? "good" : left > 5 ? "warn" : "bad";
  const full = Math.round((left / 100) * BAR_CELLS);
  const bar = `${style.paint(tone, "█".repeat(full))}${style.paint("dim", "░".repeat(BAR_CELLS - full))} `;
  const head = `${start}${style.width < WIDTH_FOR_BARS ? "" : bar}${style.paint(tone, `${left}% left`)}`;
  if (remainingMs === null) return head;
  const indented = `${head},`;
  return hang(indented, `resets in ${formatSpan(remainingMs)}`, Bun.stringWidth(indented) + 1, INDENT + 2, style);
}

function balanceText({ left, used, limit, currency }: NonNullable<UsageRow["balances"]>[number]): string {
  const whole = limit === undefined ? "" : ` of ${amount(limit, currency)}`;
  if (left !== undefined) return `${amount(left, currency)} left${whole}`;
  return used === undefined ? "" : `${amount(used, currency)} used${whole}`;
}

const SIGNS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", CNY: "¥" };

function amount(value: number, currency: string): string {
  const sign = Object.hasOwn(SIGNS, currency) ? SIGNS[currency] : undefined;
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 ? "-" : ""}${sign === undefined ? `${text.replace(/\.00$/, "")} ${safeText(currency)}` : `${sign}${text}`}`;
}
