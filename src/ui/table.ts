import type { Style } from "../contracts/command.ts";
import { truncate } from "./text.ts";

export type Column = {
  title: string;
  align?: "right";
  /** Narrowed, down to this many cells, when the terminal is too small. */
  shrinkTo?: number;
};

const GAP = 2;

/** Aligns rows under a dim header; cells may be painted. Fits the style's width where the columns allow it. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], style: Style): string {
  const widths = columns.map((column, index) =>
    rows.reduce((widest, row) => Math.max(widest, Bun.stringWidth(row[index] ?? "")), Bun.stringWidth(column.title)),
  );
  fit(widths, columns, style.width);
  const header = columns.map(({ title }) => title);
  const lines = [header, ...rows].map((row, at) => {
    const cells = row.map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]));
    const line = cells.join(" ".repeat(GAP)).trimEnd();
    return at === 0 ? style.paint("dim", line) : line;
  });
  return `${lines.join("\n")}\n`;
}

/** Takes what is too much from the columns that may shrink, the widest first. */
function fit(widths: number[], columns: readonly Column[], available: number): void {
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - available;
  while (excess > 0) {
    const room = (index: number) => (widths[index] ?? 0) - (columns[index]?.shrinkTo ?? Number.POSITIVE_INFINITY);
    const widest = widths.keys().reduce((best, index) => (room(index) > room(best) ? index : best), 0);
    const take = Math.min(excess, room(widest));
    if (!(take > 0)) return;
    widths[widest] = (widths[widest] ?? 0) - take;
    excess -= take;
  }
}

function pad(cell: string, width: number, column: Column | undefined): string {
  const shown = truncate(cell, width);
  const space = " ".repeat(Math.max(0, width - Bun.stringWidth(shown)));
  return column?.align === "right" ? space + shown : shown + space;
}
