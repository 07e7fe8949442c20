import type { Catalog, CatalogRow } from "../schema/catalog.ts";
import embedded from "./catalog.tsv" with { type: "file" };

const MODALITIES: Readonly<Record<string, string>> = { t: "text", i: "image", a: "audio", v: "video", p: "pdf" };
const LETTERS = Object.fromEntries(Object.entries(MODALITIES).map(([letter, name]) => [name, letter]));

/**
 * Reads a catalog from its TSV form: `#` lines, then a row a model, sorted by provider.
 * Searching the text costs a tenth of parsing it, so nothing is parsed before it is asked for.
 */
export function createCatalog(body: string): Catalog {
  return {
    find(provider, id) {
      const start = body.indexOf(`\n${provider}/${id}\t`);
      return start < 0 ? undefined : parseRow(lineAt(body, start + 1));
    },
    ofProvider(provider) {
      const prefix = `\n${provider}/`;
      const rows: CatalogRow[] = [];
      for (let at = body.indexOf(prefix); at >= 0 && body.startsWith(prefix, at); at = body.indexOf("\n", at + 1)) {
        rows.push(parseRow(lineAt(body, at + 1)));
      }
      return rows;
    },
    all() {
      const start = body.search(/(^|\n)[^#\n]/);
      if (start < 0) return [];
      // One split for all rows costs half of one a row.
      const fields = body.slice(start).trim().replaceAll("\n", "\t").split("\t");
      const rows: CatalogRow[] = [];
      for (let at = 0; at < fields.length; at += COLUMNS) rows.push(toRow(fields, at));
      return rows;
    },
    has: (provider) => body.includes(`\n${provider}/`),
    counts(prefix = "") {
      const counts = new Map<string, number>();
      for (const name of body.slice(...blockOf(body, prefix)).match(/^[^#/\n]+(?=\/)/gm) ?? []) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return counts;
    },
  };
}

/** The part of a catalog whose lines begin with a text; they stand together. */
function blockOf(body: string, prefix: string): [start: number, end: number] {
  if (prefix === "") return [0, body.length];
  const line = `\n${prefix}`;
  const start = body.indexOf(line);
  if (start < 0) return [0, 0];
  const end = body.indexOf("\n", body.lastIndexOf(line) + 1);
  return [start + 1, end < 0 ? body.length : end];
}

function lineAt(body: string, start: number): string {
  const end = body.indexOf("\n", start);
  return body.slice(start, end < 0 ? undefined : end);
}

const COLUMNS = 9;

const parseRow = (line: string) => toRow(line.split("\t"), 0);

/** Fields by index: destructuring would walk an iterator for each of thousands of rows. */
function toRow(fields: readonly string[], at: number): CatalogRow {
  const key = fields[at] ?? "";
  // Rows stand together by provider: most often it is the last one's, and then the very same string.
  if (!(key.startsWith(lastProvider) && key[lastProvider.length] === "/"))
    lastProvider = key.slice(0, key.indexOf("/"));
  const flags = once(flagSets, fields[at + 5] ?? "", parseFlags);
  const input = fields[at + 6];
  const output = fields[at + 7];
  return {
    key,
    provider: lastProvider,
    id: key.slice(lastProvider.length + 1),
    name: fields[at + 1] ?? "",
    contextWindow: numberOrNull(fields[at + 2]),
    maxTokens: numberOrNull(fields[at + 3]),
    input: once(inputs, fields[at + 4] ?? "", parseInput),
    reasoning: flags.reasoning,
    tools: flags.tools,
    deprecated: flags.deprecated,
    retired: flags.retired,
    cost: input && output ? { input: Number(input), output: Number(output) } : null,
    released: fields[at + 8] ?? "",
  };
}

let lastProvider = "";

type Flags = Pick<CatalogRow, "reasoning" | "tools" | "deprecated" | "retired">;

// There are a few dozen combinations for thousands of rows.
const inputs = new Map<string, string>();
const flagSets = new Map<string, Flags>();

function once<T>(made: Map<string, T>, letters: string, make: (letters: string) => T): T {
  let value = made.get(letters);
  if (value === undefined) {
    value = make(letters);
    made.set(letters, value);
  }
  return value;
}

function parseInput(letters: string): string {
  return Array.from(letters, (letter) => MODALITIES[letter] ?? letter).join("+");
}

function parseFlags(letters: string): Flags {
  const has = (letter: string) => letters.includes(letter);
  return { reasoning: has("r"), tools: has("t"), deprecated: has("d"), retired: has("x") };
}

function numberOrNull(field: string | undefined): number | null {
  return field ? Number(field) : null;
}

/** Writes a row in the form that `createCatalog` reads. */
export function formatRow(row: CatalogRow): string {
  const flags = (["reasoning", "tools", "deprecated"] as const).filter((flag) => row[flag]).map((flag) => flag[0]);
  return [
    row.key,
    row.name,
    row.contextWindow ?? "",
    row.maxTokens ?? "",
    row.input
      .split("+")
      .map((name) => LETTERS[name] ?? "")
      .join(""),
    [...flags, ...(row.retired ? ["x"] : [])].join(""),
    row.cost?.input ?? "",
    row.cost?.output ?? "",
    row.released,
  ].join("\t");
}

/**
 * The catalog inside the program; see NOTICE.md for its source and licence. As a file of its own it costs a tenth of what
 * it would as a text among the code.
 */
export const EMBEDDED: Catalog = createCatalog(await Bun.file(embedded).text());
