import type { Env } from "../../contracts/env.ts";
import { fallbackRows, imageRows } from "../../core/scan/rank.ts";
import type { ScanResult, ScanRow } from "../../schema/scan.ts";
import { measured } from "./scan-view.ts";

export type Chosen = Pick<ScanResult, "selected" | "selectedImages">;

/** The best of those that call tools, and of those that see. */
export function best(rows: readonly ScanRow[], most: number): Chosen {
  const keys = (list: readonly ScanRow[]) => list.slice(0, most).map(({ modelRef }) => modelRef);
  return { selected: keys(fallbackRows(rows)), selectedImages: keys(imageRows(rows)) };
}

/** Lets a person tick models; the best are ticked already, and the order of ticking is the order of fallbacks. */
export async function choose({ person, stderr }: Env, rows: readonly ScanRow[], proposal: Chosen): Promise<Chosen> {
  const ask = async (question: string, list: readonly ScanRow[], ticked: readonly string[]) => {
    if (list.length === 0) return [];
    const answers = answersFor(list, stderr.columns ?? Number.POSITIVE_INFINITY);
    return person.order(`${question} (asked in the order of ticking; none leaves them as they are)`, answers, ticked);
  };
  const selected = await ask("Fallback models", fallbackRows(rows), proposal.selected);
  const selectedImages = await ask("Image fallback models", imageRows(rows), proposal.selectedImages);
  return { selected, selectedImages };
}

/** What the question draws in front of an answer. */
const GUTTER = 5;

/** What stands to choose from: in columns, as far as that is not wider than the terminal, where every line would break. */
export function answersFor(rows: readonly ScanRow[], columns: number): { value: string; label: string }[] {
  const width = Math.max(...rows.map(({ modelRef }) => modelRef.length));
  const isFitting = rows.every((row) => GUTTER + width + 2 + measured(row).length <= columns);
  return rows.map((row) => ({
    value: row.modelRef,
    label: `${isFitting ? row.modelRef.padEnd(width) : row.modelRef}  ${measured(row)}`,
  }));
}
