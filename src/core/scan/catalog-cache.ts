import type { Env } from "../../contracts/env.ts";
import { readCache, writeCache } from "../cache.ts";
import type { Listed, Listing } from "../models/listing.ts";
import { sha256 } from "../hash.ts";
import { type FreeList, parseFreeList } from "./kept-list.ts";

const NAME = "free-models.json";
/** Files of version 1 could hold a password. */
const VERSION = 2;

/** What was kept of the list at this address, if it still can be read; a hash stands for one of which not all may be shown. */
export async function readFreeList(env: Env, url: string): Promise<FreeList | undefined> {
  const kept = await readCache(env, NAME, VERSION);
  const list = kept === undefined ? undefined : parseFreeList(kept);
  if (kept === undefined || list === undefined) return undefined;
  return list.about.url === url || kept["key"] === (await sha256(url)) ? list : undefined;
}

/** The free models that the last scan was told of, as a list of their provider's; what is about to go is no part of it. */
export async function readFreeListing(env: Env): Promise<Listing> {
  const kept = await readCache(env, NAME, VERSION);
  if (kept === undefined) return {};
  const list = parseFreeList(kept);
  if (list === undefined) return {};
  const models = list.models
    .filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > env.now())
    .map(({ id, name, contextLength }): Listed => {
      const listed = { id, name, isFree: true as const };
      return contextLength === null ? listed : Object.assign(listed, { contextWindow: contextLength });
    });
  return { openrouter: { fetchedAt: list.about.fetchedAt, models } };
}

/** Keeps the free models of the list at this address; says why where that is not possible. */
export async function writeFreeList(env: Env, url: string, list: FreeList): Promise<string | undefined> {
  return writeCache(env, NAME, VERSION, { key: await sha256(url), ...list });
}
