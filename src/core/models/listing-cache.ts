import type { Env } from "../../contracts/env.ts";
import { readCache, writeCache } from "../cache.ts";
import { isObject } from "../object.ts";
import type { Listed, Listing } from "./listing.ts";

const NAME = "models.json";
const VERSION = 1;

/** What providers listed at some time; nothing where the file is absent or is no longer understood. */
export async function readListing(env: Env): Promise<Listing> {
  const providers = (await readCache(env, NAME, VERSION))?.["providers"];
  return isListing(providers) ? providers : {};
}

/** Keeps what was listed; says why where that is not possible. */
export function writeListing(env: Env, providers: Listing): Promise<string | undefined> {
  return writeCache(env, NAME, VERSION, { providers });
}

/** By hand: a schema would cost every list its loading. */
function isListing(value: unknown): value is Listing {
  return isObject(value) && Object.values(value).every(isOfProvider);
}

function isOfProvider(value: unknown): boolean {
  return isObject(value) && typeof value["fetchedAt"] === "number" && isListOfModels(value["models"]);
}

const isListOfModels = (value: unknown) => Array.isArray(value) && value.every(isListed);

function isListed(value: unknown): value is Listed {
  if (!isObject(value)) return false;
  const { id, name = "", contextWindow = 0 } = value;
  return typeof id === "string" && typeof name === "string" && typeof contextWindow === "number";
}
