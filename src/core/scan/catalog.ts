import type { Candidate } from "../../schema/scan.ts";
import { isModelId } from "../models/model-id.ts";
import { isObject } from "../object.ts";
import { inferParams } from "./params.ts";

/** The free models of OpenRouter's list, and how many there are in all. */
export type FreeModels = { total: number; models: Candidate[] };

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
const amountOf = (value: unknown) => (typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null);

/**
 * Reads the free models out of a list as OpenRouter gives it. Fields come and go there, so each is taken only as what it
 * has to be. Says what is wrong where it is no such list.
 */
export function parseCatalog(body: string): FreeModels | { trouble: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { trouble: body.trimStart().startsWith("<") ? "it is a page, not a list" : "it is cut off, or no JSON" };
  }
  const entries = fieldsOf(parsed)["data"];
  if (!Array.isArray(entries)) return { trouble: "there is no list in it" };
  if (entries.length === 0) return { trouble: "the list is empty" };
  const models = new Map<string, Candidate>();
  for (const entry of entries as unknown[]) {
    if (!isObject(entry) || !isModelId(entry["id"])) continue;
    const model = candidateOf(entry, entry["id"]);
    // Of two entries of one name the one that costs something counts.
    if (models.get(model.id)?.isFree !== false) models.set(model.id, model);
  }
  if (models.size === 0) return { trouble: "the list names no model" };
  return { total: models.size, models: [...models.values()].filter((model) => model.isFree) };
}

function candidateOf(entry: Fields, id: string): Candidate {
  const name = (textOf(entry["name"]) ?? id).slice(0, 100);
  const top = fieldsOf(entry["top_provider"]);
  const pricing = isObject(entry["pricing"]) ? entry["pricing"] : undefined;
  const parameters = Array.isArray(entry["supported_parameters"]) ? entry["supported_parameters"] : null;
  const created = amountOf(entry["created"]);
  const expires = Date.parse(textOf(entry["expiration_date"]) ?? "");
  return {
    id,
    name,
    provider: "openrouter",
    modelRef: `openrouter/${id}`,
    contextLength: amountOf(entry["context_length"]) ?? amountOf(top["context_length"]),
    maxCompletionTokens: amountOf(top["max_completion_tokens"]),
    supportedParametersCount: parameters?.length ?? null,
    supportsToolsMeta: parameters?.includes("tools") ?? null,
    modality: modalityOf(fieldsOf(entry["architecture"])),
    inferredParamB: inferParams(`${id} ${name}`),
    createdAtMs: created === null ? null : millisecondsOf(created),
    expiresAtMs: Number.isNaN(expires) ? null : expires,
    pricing: pricing === undefined ? null : pricesOf(pricing),
    isFree: isFree(id, pricing),
  };
}

/** A time in seconds, as today's list has it; what would lie thousands of years ahead is in milliseconds. */
const millisecondsOf = (time: number) => (time > 1e11 ? time : time * 1000);

/** As in `text+image->text`, from the lists where there are any. */
function modalityOf(architecture: Fields): string | null {
  const listed = (value: unknown) => (Array.isArray(value) ? value.filter(isKind).join("+") : "");
  const input = listed(architecture["input_modalities"]);
  const output = listed(architecture["output_modalities"]);
  if (input !== "" && output !== "") return `${input}->${output}`;
  const whole = textOf(architecture["modality"]);
  return whole !== null && /^[\w+-]{1,80}->[\w+-]{1,80}$/.test(whole) ? whole : null;
}

/** The name of a kind is shown as it is. */
const isKind = (value: unknown) => typeof value === "string" && /^[\w-]{1,20}$/.test(value);

/** A price as a number; OpenRouter writes them as texts. */
function priceOf(value: unknown): number | null {
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : null;
}

function pricesOf(pricing: Fields): NonNullable<Candidate["pricing"]> {
  const at = (name: string) => priceOf(pricing[name]);
  return {
    prompt: at("prompt"),
    completion: at("completion"),
    request: at("request"),
    image: at("image"),
    webSearch: at("web_search"),
    internalReasoning: at("internal_reasoning"),
  };
}

/** Whatever a question, its answer or the thoughts between may cost; a search of the web is not asked for. */
const PRICES = ["prompt", "completion", "request", "image", "internal_reasoning"];

/** A price of -1 means that it depends, and one that is no number may be any. What has no price is free where its name says so. */
function isFree(id: string, pricing: Fields = {}): boolean {
  const stated = PRICES.filter((name) => (pricing[name] ?? "") !== "");
  if (!stated.every((name) => priceOf(pricing[name]) === 0)) return false;
  const isStated = stated.includes("prompt") && stated.includes("completion");
  return isStated || (id.endsWith(":free") && !stated.includes("prompt") && !stated.includes("completion"));
}
