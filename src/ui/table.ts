import type { Style } from "../contracts/command.ts";
import { truncate } from "./text.ts";

/** A column of a table, all its cells from top to bottom; cells may be painted. */
export type Column = {
  title: string;
  cells: readonly string[];
  align?: "right";
  /** Never narrower than so many cells. */
  least?: number;
  /** Narrowed, down to this many cells, when the terminal is too small. */
  shrinkTo?: number;
  /** Left out when even narrowing does not help; the lowest number goes first. */
  expendable?: number;
};

/** Lines that were laid out before, in the widths that the columns have now, and the row that they stand in front of. */
export type Ready = { before: number; lines: string };

type Measure = (cell: string) => number;

const GAP = 2;

/**
 * Sets columns side by side under a dim header, within the style's width where they allow it.
 * The whole catalog passes through here, so it is first tried as plain ASCII, in which a cell is as wide as it is long.
 */
export function table(columns: readonly Column[], style: Style, ready: readonly Ready[] = []): string {
  if (style.width === Number.POSITIVE_INFINITY) {
    const text = layOut(columns, style, ready, (cell) => cell.length);
    if (/^[ -~\n]*$/.test(text)) return text;
  }
  return layOut(columns, style, ready, inCells);
}

const inCells: Measure = (cell) => Bun.stringWidth(cell);

/** How wide each column is where nothing is narrowed. */
export function widthsOf(columns: readonly Column[]): number[] {
  return measured(columns, inCells);
}

function measured(columns: readonly Column[], measure: Measure): number[] {
  return columns.map(({ title, cells, least = 0 }) => widest(cells, Math.max(title.length, least), measure));
}

function layOut(all: readonly Column[], style: Style, ready: readonly Ready[], measure: Measure): string {
  const columns = affordable(all, style.width, measure);
  const widths = measured(columns, measure);
  const isNarrowed = narrow(widths, columns, style.width);
  const header = columns.map(({ title, align }, index) => {
    const width = widths[index] ?? 0;
    const shown = truncate(title, width);
    return align === "right" ? shown.padStart(width) : shown.padEnd(width);
  });
  const pieces = [style.paint("dim", header.join(" ".repeat(GAP)).trimEnd()), "\n"];
  const blanks = Array.from({ length: widths.reduce((sum, width) => sum + width + GAP, 1) }, (_, size) =>
    " ".repeat(size),
  );
  const rows = columns[0]?.cells.length ?? 0;
  let next = 0;
  const standReady = (row: number) => {
    for (; ready[next]?.before === row; next++) pieces.push(ready[next]?.lines ?? "");
  };
  // Pieces and one join, not text that grows: for thousands of rows that takes a quarter of the time.
  for (let row = 0; row < rows; row++) {
    standReady(row);
    let pending = 0;
    for (let index = 0; index < columns.length; index++) {
      const width = widths[index] ?? 0;
      const whole = columns[index]?.cells[row] ?? "";
      const cell = isNarrowed ? truncate(whole, width) : whole;
      const space = width - measure(cell);
      const isRight = columns[index]?.align === "right";
      // Spaces wait for the next cell that is not empty, so that no line ends in any.
      if (cell !== "") {
        pieces.push(blanks[isRight ? pending + space : pending] ?? "", cell);
        pending = 0;
      }
      pending += isRight && cell !== "" ? GAP : space + GAP;
    }
    pieces.push("\n");
  }
  standReady(rows);
  return pieces.join("");
}

function widest(cells: readonly string[], least: number, measure: Measure): number {
  let width = least;
  for (const cell of cells) {
    const size = measure(cell);
    if (size > width) width = size;
  }
  return width;
}

/** Leaves columns out until the others, at their narrowest, fit. */
function affordable(columns: readonly Column[], available: number, measure: Measure): readonly Column[] {
  if (available === Number.POSITIVE_INFINITY) return columns;
  const least = ({ title, cells, shrinkTo }: Column) =>
    Math.min(shrinkTo ?? Number.POSITIVE_INFINITY, widest(cells, title.length, measure));
  const needed = columns.reduce((sum, column) => sum + least(column) + GAP, -GAP);
  const ranks = columns.flatMap(({ expendable }) => expendable ?? []);
  if (needed <= available || ranks.length === 0) return columns;
  const first = Math.min(...ranks);
  return affordable(
    columns.filter(({ expendable }) => expendable !== first),
    available,
    measure,
  );
}

/** Takes what is too much from the columns that may shrink, the widest first; says whether it had to. */
function narrow(widths: number[], columns: readonly Column[], available: number): boolean {
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - available;
  if (!(excess > 0)) return false;
  const room = (index: number) => (widths[index] ?? 0) - (columns[index]?.shrinkTo ?? Number.POSITIVE_INFINITY);
  while (excess > 0) {
    const roomiest = widths.reduce((best, _, index) => (room(index) > room(best) ? index : best), 0);
    const take = Math.min(excess, room(roomiest));
    if (!(take > 0)) break;
    widths[roomiest] = (widths[roomiest] ?? 0) - take;
    excess -= take;
  }
  return true;
}
