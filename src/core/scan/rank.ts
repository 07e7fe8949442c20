import type { Candidate, ScanRow } from "../../schema/scan.ts";
import { compareText } from "../compare.ts";

const latency = (ms: number | null) => ms ?? Number.POSITIVE_INFINITY;

/** Infinity less infinity is no number. */
const less = (a: number, b: number) => (a === b ? 0 : a - b);

const bySize = (a: Candidate, b: Candidate) =>
  less(b.contextLength ?? 0, a.contextLength ?? 0) ||
  less(b.inferredParamB ?? 0, a.inferredParamB ?? 0) ||
  compareText(a.modelRef, b.modelRef);

/** The best first, in the order that was recorded from OpenClaw 2026.2.6-3; what calls no tool comes last. */
export function rank(rows: readonly ScanRow[]): ScanRow[] {
  return rows.toSorted(
    (a, b) =>
      Number(b.tool.ok) - Number(a.tool.ok) ||
      Number(b.image.ok) - Number(a.image.ok) ||
      less(latency(a.tool.latencyMs), latency(b.tool.latencyMs)) ||
      bySize(a, b),
  );
}

/** Those that call tools, the best first. */
export function fallbackRows(rows: readonly ScanRow[]): ScanRow[] {
  return rank(rows).filter(({ tool }) => tool.ok);
}

/** Those that see, the quickest first. */
export function imageRows(rows: readonly ScanRow[]): ScanRow[] {
  return rows
    .filter(({ image }) => image.ok)
    .toSorted((a, b) => less(latency(a.image.latencyMs), latency(b.image.latencyMs)) || bySize(a, b));
}
