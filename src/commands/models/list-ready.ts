import type { Style } from "../../contracts/command.ts";
import type { Group } from "../../core/models/registry.ts";
import { table, widthsOf } from "../../ui/table.ts";
import { columnsOf } from "./list-columns.ts";
import { readyLines } from "./list-ready.macro.ts" with { type: "macro" };
import type { ReadyLines } from "./list-ready.macro.ts";
import type { Part } from "./list-rows.ts";

const READY: ReadyLines = readyLines();
/** The last column in front of the tags. */
const KEY = READY.columns.length - 1;

/** A table without colours; `undefined` where its columns would not be as wide as the lines that stand ready. */
export function readyTable(parts: readonly Part[], style: Style): string | undefined {
  const spans: { before: number; start: number; end: number }[] = [];
  let before = 0;
  for (const part of parts) {
    if ("rows" in part) before += part.rows.length;
    // Neighbours in the list are neighbours in the text.
    else spans.push({ before, start: spanOf(part.bare.at(0)).start, end: spanOf(part.bare.at(-1)).end });
  }
  const rows = parts.flatMap((part) => ("rows" in part ? part.rows : []));
  const columns = columnsOf(rows, style);
  const widths = widthsOf(columns);
  const isShown = (line: number) => spans.some(({ start, end }) => start <= line && line < end);
  const isAsWide = READY.columns.every(({ width, widest }, index) => {
    const own = widths[index] ?? 0;
    // A key may be wider: behind it stand tags alone, and they can be moved.
    return own === width || (own < width ? widest.some(isShown) : index === KEY);
  });
  if (!isAsWide) return undefined;
  const shift = " ".repeat(Math.max(0, (widths[KEY] ?? 0) - (READY.columns[KEY]?.width ?? 0)));
  const ready = spans.map(({ before: row, start, end }) => ({
    before: row,
    lines: READY.text.slice(start, end).replaceAll("\t", shift),
  }));
  const wide = columns.map((column, index) => Object.assign(column, { least: READY.columns[index]?.width ?? 0 }));
  return table(wide, style, ready);
}

function spanOf(group: Group | undefined): { start: number; end: number } {
  return READY.providers[group?.provider ?? ""] ?? { start: 0, end: 0 };
}
