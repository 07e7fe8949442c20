import { readFileSync } from "node:fs";
import { createCatalog } from "../../catalog/catalog.ts";
import embedded from "../../catalog/catalog.tsv" with { type: "file" };
import { createProviderTable } from "../../core/models/provider-table.ts";
import { createRegistry } from "../../core/models/registry.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { createStyle } from "../../ui/style.ts";
import { table, widthsOf } from "../../ui/table.ts";
import { columnsOf } from "./list-columns.ts";
import { bareRows } from "./list-rows.ts";

export type ReadyLines = {
  /** All lines, one after the other; a tab stands in front of each tag. */
  text: string;
  /** Where the lines of each provider begin and end. */
  providers: Record<string, { start: number; end: number }>;
  /** How wide each column in front of the tags is, and where the lines begin that make it so. */
  columns: { width: number; widest: number[] }[];
};

/**
 * What `models list --all` says to somebody of whom nothing is known. It is a macro, as the words of TAB are: what draws a
 * user's own rows at run time draws these, once, while the program is built.
 */
export function readyLines(): ReadyLines {
  const style = createStyle(false, Number.POSITIVE_INFINITY);
  // Not the embedded catalog itself: where macros wait for a file, the bundler can wait for ever.
  const catalog = createCatalog(readFileSync(embedded, "utf8"));
  const registry = createRegistry({}, catalog, createProviderTable(PROVIDERS));
  const groups = registry.groups().map((group) => ({ provider: group.provider, rows: bareRows(group, registry) }));
  const rows = groups.flatMap((group) => group.rows);
  const before = columnsOf(rows, style);
  const tags = before.pop();
  const marked = (tags?.cells ?? []).map((tag) => (tag === "" ? "" : `\t${tag}`));
  const [, ...lines] = table([...before, { title: "", cells: marked }], style).split(/(?<=\n)/);
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  const widths = widthsOf(before);
  let row = 0;
  return {
    text: lines.join(""),
    providers: Object.fromEntries(
      groups.map((group) => [
        group.provider,
        { start: starts[row] ?? 0, end: starts[(row += group.rows.length)] ?? 0 },
      ]),
    ),
    columns: before.map(({ cells }, column) => ({
      width: widths[column] ?? 0,
      widest: starts.filter((_, line) => Bun.stringWidth(cells[line] ?? "") === widths[column]),
    })),
  };
}
