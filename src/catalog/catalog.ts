import type { Catalog, CatalogRow, Shelf } from "../schema/catalog.ts";

const MODALITIES: Readonly<Record<string, string>> = { t: "text", i: "image", a: "audio", v: "video", p: "pdf" };
const LETTERS = new Map(Object.entries(MODALITIES).map(([letter, name]) => [name, letter]));

/**
 * Reads a catalog from its TSV form: `#` lines, then a row a model, sorted by provider and id in code units.
 * Nothing is parsed before it is asked for, and a look-up halves its way through the text.
 */
export function createCatalog(body: string): Catalog {
  const first = body.search(/^[^#\n]/m);
  const rowsAt = first < 0 ? body.length : first;
  const startOf = (key: string) => lowerBound(body, rowsAt, key);
  // A match is all rows of a provider: a match a row takes twice the time.
  const blocksOf = (from: number, to?: number) => body.slice(from, to).match(/^([^/\n]+\/).*(?:\n\1.*)*$/gm) ?? [];
  return {
    find(provider, id) {
      const key = `${provider}/${id}`;
      const start = startOf(key);
      return body.startsWith(`${key}\t`, start) ? parseRow(lineAt(body, start)) : undefined;
    },
    // No id comes after the highest code unit.
    ofProvider: (provider) => parseRows(body.slice(startOf(`${provider}/`), startOf(`${provider}/\uffff`))),
    all: () => parseRows(body.slice(rowsAt)),
    has: (provider) => body.startsWith(`${provider}/`, startOf(`${provider}/`)),
    counts(prefix = "") {
      const counts = new Map<string, number>();
      const end = prefix === "" ? undefined : startOf(`${prefix}\uffff/`);
      for (const block of blocksOf(startOf(`${prefix}/`), end)) counts.set(providerOf(block), block.split("\n").length);
      return counts;
    },
    shelves() {
      const shelves = new Map<string, Shelf>();
      for (const block of blocksOf(rowsAt)) {
        const keys = () => block.match(/^[^\t\n]+/gm) ?? [];
        shelves.set(providerOf(block), { count: block.split("\n").length, keys, rows: () => parseRows(block) });
      }
      return shelves;
    },
  };
}

const providerOf = (row: string) => row.slice(0, row.indexOf("/"));

/** Where the first row stands, from `from` on, that does not come before `provider/id`. */
function lowerBound(body: string, from: number, key: string): number {
  const provider = key.slice(0, key.indexOf("/"));
  const id = key.slice(provider.length + 1);
  let low = from;
  let high = body.length;
  while (low < high) {
    const start = Math.max(low, body.lastIndexOf("\n", ((low + high) >>> 1) - 1) + 1);
    const slash = body.indexOf("/", start);
    const other = body.slice(start, slash);
    const isBefore = other === provider ? body.slice(slash + 1, body.indexOf("\t", slash)) < id : other < provider;
    if (isBefore) low = endOf(body, start) + 1;
    else high = start;
  }
  return low;
}

function endOf(body: string, start: number): number {
  const end = body.indexOf("\n", start);
  return end < 0 ? body.length : end;
}

function lineAt(body: string, start: number): string {
  return body.slice(start, endOf(body, start));
}

const COLUMNS = 9;

/** One split for all rows costs half of one a row. */
function parseRows(block: string): CatalogRow[] {
  if (block === "") return [];
  const fields = (block.endsWith("\n") ? block.slice(0, -1) : block).replaceAll("\n", "\t").split("\t");
  const rows: CatalogRow[] = [];
  for (let at = 0; at < fields.length; at += COLUMNS) rows.push(toRow(fields, at));
  return rows;
}

const parseRow = (line: string) => toRow(line.split("\t"), 0);

/** Fields by index: destructuring would walk an iterator for each of thousands of rows. */
function toRow(fields: readonly string[], at: number): CatalogRow {
  const key = fields[at] ?? "";
  // Rows stand together by provider: most often it is the last one's, and then the very same string.
  if (!(key.startsWith(lastProvider) && key[lastProvider.length] === "/")) lastProvider = providerOf(key);
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
  let names = "";
  // Not Array.from, whose first call costs a tenth of a millisecond.
  for (const letter of letters) names += `${names === "" ? "" : "+"}${MODALITIES[letter] ?? letter}`;
  return names;
}

function parseFlags(letters: string): Flags {
  const has = (letter: string) => letters.includes(letter);
  return { reasoning: has("r"), tools: has("t"), deprecated: has("d"), retired: has("x") };
}

function numberOrNull(field: string | undefined): number | null {
  return field ? Number(field) : null;
}

/** Whether it is a kind of input that a row can say. */
export function isModality(name: string): boolean {
  return LETTERS.has(name);
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
      .map((name) => LETTERS.get(name) ?? "")
      .join(""),
    [...flags, ...(row.retired ? ["x"] : [])].join(""),
    row.cost?.input ?? "",
    row.cost?.output ?? "",
    row.released,
  ].join("\t");
}
