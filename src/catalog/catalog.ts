import type { Catalog, CatalogRow } from "../schema/catalog.ts";
import embedded from "./catalog.tsv" with { type: "text" };

const MODALITIES: Readonly<Record<string, string>> = { t: "text", i: "image", a: "audio", v: "video", p: "pdf" };
const LETTERS = Object.fromEntries(Object.entries(MODALITIES).map(([letter, name]) => [name, letter]));

/**
 * Reads a catalog from its TSV form: `#` lines, then a row a model, sorted by provider.
 * Searching the text costs a tenth of parsing it, so nothing is parsed before it is asked for.
 */
export function createCatalog(text: string): Catalog {
  const body = `\n${text}`;
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
      return text
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map(parseRow);
    },
    providers() {
      const names: string[] = [];
      let last = "";
      for (let at = body.search(/\n[^#\n]/); at >= 0; at = body.indexOf("\n", at + 1)) {
        const slash = body.indexOf("/", at);
        if (slash < 0) break;
        const name = body.slice(at + 1, slash);
        if (name !== last) names.push(name);
        last = name;
      }
      return names;
    },
  };
}

function lineAt(body: string, start: number): string {
  const end = body.indexOf("\n", start);
  return body.slice(start, end < 0 ? undefined : end);
}

function parseRow(line: string): CatalogRow {
  const [ref = "", name = "", context = "", output = "", input = "", flags = "", costIn = "", costOut = "", released = ""] =
    line.split("\t");
  const slash = ref.indexOf("/");
  return {
    provider: ref.slice(0, slash),
    id: ref.slice(slash + 1),
    name,
    contextWindow: numberOrNull(context),
    maxTokens: numberOrNull(output),
    input: Array.from(input, (letter) => MODALITIES[letter] ?? letter),
    reasoning: flags.includes("r"),
    tools: flags.includes("t"),
    deprecated: flags.includes("d"),
    retired: flags.includes("x"),
    cost: costIn === "" || costOut === "" ? null : { input: Number(costIn), output: Number(costOut) },
    released,
  };
}

function numberOrNull(field: string): number | null {
  return field === "" ? null : Number(field);
}

/** Writes a row in the form that `createCatalog` reads. */
export function formatRow(row: CatalogRow): string {
  const flags = (["reasoning", "tools", "deprecated"] as const).filter((flag) => row[flag]).map((flag) => flag[0]);
  return [
    `${row.provider}/${row.id}`,
    row.name,
    row.contextWindow ?? "",
    row.maxTokens ?? "",
    row.input.map((name) => LETTERS[name] ?? "").join(""),
    [...flags, ...(row.retired ? ["x"] : [])].join(""),
    row.cost?.input ?? "",
    row.cost?.output ?? "",
    row.released,
  ].join("\t");
}

/** The catalog inside the program; see NOTICE.md for its source and licence. */
export const EMBEDDED: Catalog = createCatalog(embedded);
