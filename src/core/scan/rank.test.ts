import { expect, test } from "bun:test";
import type { ScanRow, Shown } from "../../schema/scan.ts";
import { fallbackRows, imageRows, rank } from "./rank.ts";

const shown = (latencyMs: number | null): Shown => ({
  ok: latencyMs !== null,
  latencyMs,
  skipped: false,
  reason: null,
  runs: 1,
  okRuns: 1,
});

/** `tool` and `image` are latencies; null is a failure. */
function row(modelRef: string, tool: number | null, image: number | null, context = 1, size: number | null = null) {
  return {
    modelRef,
    contextLength: context,
    inferredParamB: size,
    tool: shown(tool),
    image: shown(image),
  } as ScanRow;
}
const refs = (rows: readonly ScanRow[]) => rows.map(({ modelRef }) => modelRef).join(" ");

const ROWS = [
  row("failed-b", null, null),
  row("slow", 900, null),
  row("quick", 90, null),
  row("sees-slow", 700, 50),
  row("sees-quick", 100, 800),
  row("only-sees", null, 20),
  row("failed-a", null, null),
];

test("what calls tools comes first, of these what sees, then by the measured latency", () => {
  expect(refs(rank(ROWS))).toBe("sees-quick sees-slow quick slow only-sees failed-a failed-b");
});

test("equal latency is decided by context, then size, then name", () => {
  const equal = [row("d", 5, null, 1, 7), row("c", 5, null, 1, 7), row("b", 5, null, 1, 70), row("a", 5, null, 2)];
  expect(refs(rank(equal))).toBe("a b c d");
});

test("models for words and models that see stand in one list of fallbacks; those that see have their own by image", () => {
  expect(refs(fallbackRows(ROWS))).toBe("sees-quick sees-slow quick slow");
  expect(refs(imageRows(ROWS))).toBe("only-sees sees-slow sees-quick");
});
