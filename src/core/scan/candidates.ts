import type { Catalog, CatalogRow } from "../../schema/catalog.ts";
import type { Candidate, ScanResult } from "../../schema/scan.ts";
import type { Registry } from "../models/registry.ts";
import { inferParams } from "./params.ts";

const DAY_MS = 86_400_000;

/** A model that goes away within a week is no fallback. */
const SOON_MS = 7 * DAY_MS;

/** What a person wants of the candidates; `provider` is as it was typed, and the id that it stands for. */
export type Filters = {
  minParams: number | undefined;
  maxAgeDays: number | undefined;
  provider: { typed: string; id: string } | undefined;
};

type Sorted = { candidates: Candidate[]; excluded: ScanResult["excluded"] };

/** Takes out what no agent could use, with the reason, and what the filters do not want. */
export function selectCandidates(models: readonly Candidate[], filters: Filters, now: number): Sorted {
  const candidates: Candidate[] = [];
  const excluded: ScanResult["excluded"] = [];
  for (const model of models) {
    if (!isWanted(model, filters, now)) continue;
    const why = exclusionOf(model, now);
    if (why === undefined) candidates.push(model);
    else excluded.push({ modelRef: model.modelRef, ...why });
  }
  return { candidates, excluded };
}

function exclusionOf(model: Candidate, now: number): { reason: string; detail: string } | undefined {
  const { input, output } = sidesOf(model);
  const others = output.filter((kind) => kind !== "text");
  if (others.length > 0) return { reason: "output", detail: `it answers with ${others.join(" and ")}` };
  if (!input.includes("text")) return { reason: "input", detail: "it takes no text" };
  const left = (model.expiresAtMs ?? Number.POSITIVE_INFINITY) - now;
  if (left <= 0) return { reason: "expired", detail: "it has been withdrawn" };
  if (left > SOON_MS) return undefined;
  const days = Math.ceil(left / DAY_MS);
  return { reason: "expiring", detail: `it goes away within ${days === 1 ? "a day" : `${days} days`}` };
}

/** As recorded from OpenClaw 2026.2.6-3: an unknown size counts as 0, an unknown age is no reason. */
function isWanted(model: Candidate, { minParams = 0, maxAgeDays, provider }: Filters, now: number): boolean {
  const { inferredParamB, createdAtMs } = model;
  if ((inferredParamB ?? 0) < Math.floor(minParams)) return false;
  if (maxAgeDays !== undefined && createdAtMs !== null && now - createdAtMs > maxAgeDays * DAY_MS) return false;
  if (provider === undefined) return true;
  return model.provider === "openrouter" ? authorOf(model.id) === provider.typed : model.provider === provider.id;
}

/** Whose model it is: the first part of an id of OpenRouter's. */
export function authorOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf("/"))).toLowerCase();
}

/**
 * Free models of a provider other than OpenRouter, as far as they take tools. Only the built-in catalog counts: a price of
 * 0 in a config mostly means that nobody wrote one down.
 */
export function freeElsewhere(catalog: Catalog, registry: Registry, provider: string): Candidate[] {
  if (registry.isLocal(provider)) return [];
  return catalog
    .ofProvider(provider)
    .filter((row) => row.tools && !row.deprecated && registry.isFree(row))
    .map(candidateOf);
}

const UNKNOWN = { request: null, image: null, webSearch: null, internalReasoning: null };

function candidateOf({
  id,
  name,
  provider,
  key,
  input,
  contextWindow,
  maxTokens,
  tools,
  released,
  cost,
}: CatalogRow): Candidate {
  const createdAtMs = Date.parse(released);
  return {
    id,
    name,
    provider,
    modelRef: key,
    contextLength: contextWindow,
    maxCompletionTokens: maxTokens,
    supportedParametersCount: null,
    supportsToolsMeta: tools,
    modality: `${input}->text`,
    inferredParamB: inferParams(`${id} ${name}`),
    createdAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
    expiresAtMs: null,
    pricing: cost === null ? null : { ...UNKNOWN, prompt: cost.input / 1e6, completion: cost.output / 1e6 },
    isFree: true,
  };
}

/** What a model takes and gives. */
export function sidesOf({ modality }: Candidate): { input: readonly string[]; output: readonly string[] } {
  // What is not said is taken for the usual: words for words.
  const [input = "text", output = "text"] = (modality ?? "text->text").split("->");
  return { input: input.split("+"), output: output.split("+") };
}
