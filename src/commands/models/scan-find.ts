import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { didYouMean, suggest } from "../../core/models/suggest.ts";
import { headersOf, placeOf, plainHeaders } from "../../core/probe/endpoint.ts";
import { authorOf, type Filters, freeElsewhere, selectCandidates } from "../../core/scan/candidates.ts";
import { cachedCatalog } from "../../core/scan/catalog-cache.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { Candidate, ScanResult } from "../../schema/scan.ts";
import { formatDate } from "../../ui/date.ts";
import { formatDuration } from "../../ui/duration.ts";

export type FindArgs = {
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
  const address = addressOf(env, setup);
  const { about, models, warnings } =
    env.offline !== undefined
      ? await cachedCatalog(env, address.url)
      : await (await import("../../core/scan/catalog-fetch.ts")).fetchCatalog(env, address, signal);
  const free = [...models, ...(await elsewhere(setup, credentials))];
  const filters = filtersOf(args, free, setup);
  return {
    catalog: about,
    free,
    ...selectCandidates(free, filters, env.now()),
    warnings: [...warnings, ...staleness(about.fetchedAt, env.now())],
  };
}

/** OpenRouter's list, or that of the address that the config has in its place; it is open to everybody. */
function addressOf(
  { version }: Env,
  { config, names, variables }: Setup,
): { url: string; headers: Record<string, string> } {
  const place = placeOf("openrouter", { config, providers: names.providers, variables });
  if ("missing" in place) {
    const hint = "see `models.providers.openrouter`";
    throw new AppError("config_invalid", `OpenRouter cannot be asked: ${place.missing}`, hint);
  }
  const headers = headersOf({ headers: plainHeaders(place.own?.headers ?? {}) }, {}, version);
  return { url: `${place.baseUrl.replace(/\/+$/, "")}/models`, headers };
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
    const hint = didYouMean(near, "name the first part of an id of OpenRouter's, `nvidia` say");
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
