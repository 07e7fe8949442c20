import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { join } from "../../contracts/path.ts";
import type { Candidate, ScanResult } from "../../schema/scan.ts";
import { cacheDir } from "../models/listing-cache.ts";

/** OpenRouter's free models, and where they are from. */
export type Catalog = { about: NonNullable<ScanResult["catalog"]>; models: Candidate[]; warnings: string[] };

/** The free models that were kept last time, without asking anybody. */
export async function cachedCatalog(env: Env, url: string): Promise<Catalog> {
  const cached = await readCache(env, url);
  if (cached !== undefined) return cached;
  throw new AppError(
    "service_failed",
    "there is no list of free models from an earlier scan",
    "run `openclaw models scan --no-probe` once with a connection",
  );
}

export const pathOf = (env: Env) => join(cacheDir(env), "free-models.json");

/** What was kept of the list at this address, if it still can be read. */
export async function readCache(env: Env, url: string): Promise<Catalog | undefined> {
  const read = await env.files.read(pathOf(env));
  if (read.kind !== "text") return undefined;
  try {
    const { version, about, models } = JSON.parse(read.text) as { version?: number } & Partial<Catalog>;
    if (version !== 1 || about?.url !== url || !Array.isArray(models)) return undefined;
    return { about: { ...about, from: "cache" }, models, warnings: [] };
  } catch {
    return undefined;
  }
}
