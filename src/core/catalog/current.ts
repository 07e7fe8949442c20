import { createCatalog } from "../../catalog/catalog.ts";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { fetchedAtOf } from "../../catalog/document.ts";
import { embeddedCatalog } from "../../catalog/embedded.ts";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Catalog, CatalogRow } from "../../schema/catalog.ts";
import { cachePath, replaceCache } from "../cache.ts";

/** The catalog that every command looks into. */
export type CatalogInUse = {
  catalog: Catalog;
  /** Milliseconds since 1970. */
  fetchedAt: number;
  isBuiltIn: boolean;
  /** A fetched catalog that stands there but cannot be used, and why. */
  trouble: { path: string; reason: string } | undefined;
};

const NAME = "catalog.tsv";

/** The fetched catalog where it is whole and newer than the one inside the program, else that one. */
export async function currentCatalog(env: Env): Promise<CatalogInUse> {
  const path = cachePath(env, NAME);
  const read = await env.files.readAscii(path);
  const fetchedAt = read.kind === "text" ? fetchedAtOf(read.text) : undefined;
  if (read.kind === "text" && fetchedAt !== undefined && fetchedAt > EMBEDDED_AT)
    return { catalog: createCatalog(read.text), fetchedAt, isBuiltIn: false, trouble: undefined };
  const isUsable = read.kind === "absent" || fetchedAt !== undefined;
  const reason = read.kind === "unreadable" ? read.reason : "it is damaged";
  return {
    catalog: await embeddedCatalog(),
    fetchedAt: EMBEDDED_AT,
    isBuiltIn: true,
    trouble: isUsable ? undefined : { path, reason },
  };
}

/**
 * What a fetched catalog that a newer program has overtaken says of providers which the program does not know: somebody's
 * own, from an address or a file that the next refresh need not name.
 */
export async function overtakenRows(env: Env, { isBuiltIn, catalog }: CatalogInUse): Promise<CatalogRow[]> {
  const read = isBuiltIn ? await env.files.readAscii(cachePath(env, NAME)) : undefined;
  if (read?.kind !== "text" || fetchedAtOf(read.text) === undefined) return [];
  return createCatalog(read.text)
    .all()
    .filter(({ provider }) => !catalog.has(provider));
}

/** From when on whatever is fetched knows more than the catalog; where a wrong clock calls that one of tomorrow, all does. */
export function outdatedSince(env: Env, { fetchedAt }: Pick<CatalogInUse, "fetchedAt">): number {
  return fetchedAt > env.now() ? 0 : fetchedAt;
}

/** Puts a fetched catalog in place, for every command from now on. */
export async function writeCatalog(env: Env, text: string): Promise<void> {
  const trouble = await replaceCache(env, NAME, text);
  if (trouble === undefined) return;
  const hint = "nothing was changed; XDG_CACHE_HOME names another place";
  throw new AppError("file_unwritable", trouble, hint);
}
