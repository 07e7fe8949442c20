import type { Style, Tone } from "../../contracts/command.ts";
import type { ProbeRow } from "../../schema/probes.ts";
import type { StatusResult } from "../../schema/status.ts";
import { hang } from "../../ui/layout.ts";
import { formatPrice } from "../../ui/model.ts";
import { safeText } from "../../ui/text.ts";

/**
 * What a model's provider said against the credential that is used, where that was asked, and which other one it answered.
 * What was said to another credential alone says nothing.
 */
export function refusalOf(
  { auth: { probes, providers } }: StatusResult,
  ref: string,
): { row: ProbeRow; instead: ProbeRow | undefined } | undefined {
  if (probes === undefined) return undefined;
  const asked = probes.results.filter(({ model }) => model === ref);
  const sources = providers.find(({ provider }) => provider === asked[0]?.provider)?.sources ?? [];
  const used = sources.find((source) => source.used)?.name;
  const row = asked.find(({ label, source }) => (used === undefined ? source === "none" : label === used));
  if (row === undefined || row.status === "ok") return undefined;
  return { row, instead: asked.find(({ status }) => status === "ok") };
}

/** What a person should think of an answer. */
export function toneOf({ status }: ProbeRow): Tone {
  if (status === "ok") return "good";
  return status === "rate_limit" || status === "timeout" || status === "unknown" ? "warn" : "bad";
}

/** One answer, in a line: who, with what, what came of it, how long it took. */
export function probeRow(row: ProbeRow, style: Style): string {
  const { status, reason, httpStatus, latencyMs, model, provider, label, mode, error, cost } = row;
  const mark = status === "ok" ? "✓" : "✗";
  const why = reason === status ? status : `${status} (${reason})`;
  const head = `${style.paint(toneOf(row), mark)} ${style.paint("strong", safeText(model ?? provider))}`;
  const facts = [
    `${safeText(label)}${mode === undefined ? "" : ` (${mode})`}`,
    why,
    httpStatus === undefined || status === "ok" ? "" : String(httpStatus),
    latencyMs === undefined ? "" : latency(latencyMs),
    status === "ok" ? formatPrice(false, false, cost) : "",
  ];
  const said = error === undefined ? "" : `\n    ${style.paint("dim", safeText(error))}`;
  return `${hang(head, facts.filter(Boolean).join(" · "), Bun.stringWidth(head) + 2, 4, style)}${said}`;
}

function latency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}ms` : `${(ms / 1000).toFixed(1)}s`;
}

/** How the asking went, below the rows that were shown while it went on; nothing where nobody was asked. */
export function probeSummary({ auth: { probes } }: StatusResult, style: Style): string {
  if (probes === undefined) return "";
  if (probes.totalTargets === 0) {
    const isNamed = probes.options.profileIds.length > 0;
    const why = isNamed ? "no profile that was named is one of theirs" : "no credential, and no local model";
    return style.paint("warn", `There was nobody to be asked: ${why}`);
  }
  const counts = Map.groupBy(probes.results, ({ status }) => status);
  const parts = [...counts].map(([status, rows]) =>
    style.paint(rows[0] === undefined ? "dim" : toneOf(rows[0]), `${rows.length} ${status}`),
  );
  const missing = probes.totalTargets - probes.results.length;
  const stopped = probes.interrupted ? ` · stopped, ${missing} not asked to the end` : "";
  return `${style.paint("strong", "Asked")} ${parts.join(" · ")} in ${latency(probes.durationMs)}${stopped}`;
}
