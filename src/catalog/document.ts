import type { CatalogRow } from "../schema/catalog.ts";
import { formatRow } from "./catalog.ts";

/** The first line: when it was fetched, and how long all that follows is, so that a part of one is not taken for it. */
const HEAD = /^# catalog 1, (\S+), (\d+) characters\n/;

const NOTES = `# Models of every provider, from models.dev (MIT, https://github.com/anomalyco/models.dev); see NOTICE.md
# key, name, context, output, input, flags (reasoning, tools, deprecated, x = withdrawn), $/M in, $/M out, released
`;

/** Writes sorted rows as the file that the program holds, and that its cache is. */
export function formatCatalog(rows: readonly CatalogRow[], fetchedAt: number): string {
  let body = NOTES;
  for (const row of rows) body += `${formatRow(row)}\n`;
  const date = Temporal.Instant.fromEpochMilliseconds(fetchedAt).toString();
  return `# catalog 1, ${date}, ${body.length} characters\n${body}`;
}

/** When a catalog was fetched, in milliseconds since 1970; `undefined` for a text that is not a whole one. */
export function fetchedAtOf(text: string): number | undefined {
  const [head, date = "", length] = HEAD.exec(text) ?? [];
  const at = Date.parse(date);
  return head === undefined || Number.isNaN(at) || text.length - head.length !== Number(length) ? undefined : at;
}
