import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { isRedacted } from "../../core/config/change/redaction.ts";
import { didYouMean, suggest } from "../../core/models/suggest.ts";
import { headersOf, placeOf, plainHeaders } from "../../core/probe/endpoint.ts";
import { authorOf, type Filters, freeElsewhere, selectCandidates } from "../../core/scan/candidates.ts";
import { shownAddress } from "../../core/address.ts";
import { isUnreachable } from "../../core/fetched.ts";
import { requireOnline } from "../../core/offline.ts";
import { readFreeList } from "../../core/scan/catalog-cache.ts";
import type { Address } from "../../core/scan/catalog-fetch.ts";
import type { FreeList } from "../../core/scan/kept-list.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { Candidate, ScanResult } from "../../schema/scan.ts";
import { formatDate } from "../../ui/date.ts";
import { maskShapes } from "../../ui/mask.ts";
import { formatDuration } from "../../ui/duration.ts";

type FindArgs = {
  minParams: number | undefined;
  maxAgeDays: number | undefined;
  provider: string | undefined;
};

/** Every free model there is, before and after the filters. */
export type Found = Pick<ScanResult, "excluded" | "warnings"> & {
  catalog: NonNullable<ScanResult["catalog"]>;
  free: Candidate[];
  candidates: Candidate[];
};

/** An older list may name models that are gone. */
const STALE_MS = 7 * 86_400_000;

/** Finds the free models of OpenRouter, and those elsewhere for which there is a key. */
export async function findFree(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  args: FindArgs,
  signal: AbortSignal,
): Promise<Found> {
  const { about, models, warnings } = await listAt(env, addressOf(env, setup), signal);
  const free = [...models, ...(await elsewhere(setup, credentials))].filter(isWritable);
  const filters = filtersOf(args, free, setup);
  return {
    catalog: about,
    free,
    ...selectCandidates(free, filters, env.now()),
    warnings: [...warnings, ...staleness(about.fetchedAt, env.now())],
  };
}

/** What no config would take as a name is no candidate: a key, or the mark of a hidden one. */
const isWritable = ({ id }: Candidate) => maskShapes(id) === id && !isRedacted(id);

type Listed = FreeList & { warnings: string[] };

/** OpenRouter's list as it is; where there is no way to it, that of an earlier scan. */
async function listAt(env: Env, address: Address, signal: AbortSignal): Promise<Listed> {
  try {
    requireOnline(env, `${address.shown} is not asked`);
    return await (await import("../../core/scan/catalog-fetch.ts")).fetchFreeList(env, address, signal);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const kept = await readFreeList(env, address.url);
    if (kept === undefined)
      throw new AppError(error.code, `${error.message}, and no list is kept from an earlier scan`, hintFor(error));
    const date = formatDate(kept.about.fetchedAt);
    // Whoever says `--offline` knows.
    const said = env.offline === "--offline" ? [] : [`${error.message}; the list of ${date} is used`];
    return { ...kept, warnings: said };
  }
}

const hintFor = ({ code, hint }: AppError) => (code === "offline" ? hint : "check the connection, then try again");

/** OpenRouter's list, or that of the address that the config has in its place; it is open to everybody. */
function addressOf({ version }: Env, { config, names, variables }: Setup): Address {
  const place = placeOf("openrouter", { config, providers: names.providers, variables });
  const url = "missing" in place ? "" : `${place.baseUrl.replace(/\/+$/, "")}/models`;
  if ("missing" in place || !URL.canParse(url)) {
    const why = "missing" in place ? place.missing : "its `baseUrl` is no address";
    throw new AppError("config_invalid", `OpenRouter cannot be asked: ${why}`, "see `models.providers.openrouter`");
  }
  const own = plainHeaders(place.own?.headers ?? {});
  return { url, shown: shownAddress(url), headers: headersOf({ headers: own }, {}, version) };
}

async function elsewhere({ names, catalog }: Setup, credentials: Credentials): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const provider of credentials.candidates) {
    // With a credential file of another tool nobody is asked.
    if (provider === "openrouter" || names.providers.find(provider)?.ambient !== undefined) continue;
    if ((await credentials.of(provider)).used === undefined) continue;
    found.push(...freeElsewhere(catalog.catalog, names.registry, provider));
  }
  return found;
}

/** Refuses a name that is neither an author of OpenRouter's models nor a provider. */
function filtersOf({ minParams, maxAgeDays, provider }: FindArgs, free: readonly Candidate[], setup: Setup): Filters {
  if (provider === undefined) return { minParams, maxAgeDays, provider };
  const { registry, providers } = setup.names;
  const typed = provider.trim().toLowerCase();
  const id = providers.canonicalId(typed);
  const authors = new Set([...free, ...registry.ofProvider("openrouter")].map((model) => authorOf(model.id)));
  if (!authors.has(typed) && !registry.knowsProvider(id)) {
    const near = suggest(typed, [...authors, ...registry.providerIds()]);
    const hint = didYouMean(near, "use the first part of an OpenRouter id, such as `nvidia`");
    throw new AppError("unknown_provider", `nobody knows the provider \`${provider}\``, hint);
  }
  return { minParams, maxAgeDays, provider: { typed, id } };
}

function staleness(fetchedAt: number, now: number): string[] {
  if (now - fetchedAt <= STALE_MS) return [];
  return [
    `the list of models is of ${formatDate(fetchedAt)}, ${formatDuration(now - fetchedAt)} old: some may be gone`,
  ];
}
