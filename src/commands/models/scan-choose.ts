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
export async function choose({ person }: Env, rows: readonly ScanRow[], proposal: Chosen): Promise<Chosen> {
  const ask = async (question: string, list: readonly ScanRow[], ticked: readonly string[]) => {
    if (list.length === 0) return [];
    const width = Math.max(...list.map(({ modelRef }) => modelRef.length));
    const answers = list.map((row) => ({
      value: row.modelRef,
      label: `${row.modelRef.padEnd(width)}  ${measured(row)}`,
    }));
    return person.order(`${question} (asked in the order of ticking; none leaves them as they are)`, answers, ticked);
  };
  const selected = await ask("Fallback models", fallbackRows(rows), proposal.selected);
  const selectedImages = await ask("Image fallback models", imageRows(rows), proposal.selectedImages);
  return { selected, selectedImages };
}
