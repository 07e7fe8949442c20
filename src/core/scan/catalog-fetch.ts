import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { fetchDocument, type Wanted } from "../fetched.ts";
import { hideInNames } from "../secrets-sent.ts";
import type { Candidate } from "../../schema/scan.ts";
import { parseCatalog } from "./catalog.ts";
import { writeFreeList } from "./catalog-cache.ts";
import type { FreeList } from "./kept-list.ts";

const HINT = "try again later, or see what was found last time with `openclaw models scan --offline`";

const LIST = {
  noun: "list of models",
  deadlineMs: 20_000,
  maxBytes: 16 * 1024 * 1024,
  hints: { retry: HINT, unfit: HINT, elsewhere: "name the right address in `models.providers.openrouter.baseUrl`" },
};

/** Where OpenRouter's list stands, and what the config sends along. */
export type Address = Pick<Wanted, "url" | "shown" | "headers">;

/** Fetches the list and keeps its free models. */
export async function fetchFreeList(
  env: Env,
  address: Address,
  signal: AbortSignal,
): Promise<FreeList & { warnings: string[] }> {
  const { url, shown } = address;
  const read = parseCatalog(await fetchDocument(env, { ...LIST, ...address }, signal));
  if ("trouble" in read) throw new AppError("service_failed", `${shown} gave no list of models: ${read.trouble}`, HINT);
  const list: FreeList = {
    about: { url: shown, from: "network", fetchedAt: env.now(), models: read.total },
    models: withoutSent(read.models, address),
  };
  // Only the free models are kept, as they were understood: the whole list would cost every later reader its size.
  const trouble = await writeFreeList(env, url, list);
  return { ...list, warnings: trouble === undefined ? [] : [trouble] };
}

/** A list of somebody's own may echo what it was sent: in a name that is hidden, and an id that holds it is none. */
function withoutSent(models: readonly Candidate[], address: Address): Candidate[] {
  const hide = hideInNames(address);
  const shown: Candidate[] = [];
  for (const model of models) {
    const { id, name, modality } = model;
    if (hide(id) !== id) continue;
    shown.push({ ...model, name: hide(name), modality: modality === null ? null : hide(modality) });
  }
  return shown;
}
