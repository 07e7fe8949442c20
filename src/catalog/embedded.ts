import type { Catalog } from "../schema/catalog.ts";
import { createCatalog } from "./catalog.ts";
import embedded from "./catalog.tsv" with { type: "file" };

let loaded: Promise<Catalog> | undefined;

/**
 * The catalog inside the program; see NOTICE.md for its source and licence. As a file of its own it costs a tenth of what
 * it would as a text among the code.
 */
export function embeddedCatalog(): Promise<Catalog> {
  return (loaded ??= Bun.file(embedded).text().then(createCatalog));
}
