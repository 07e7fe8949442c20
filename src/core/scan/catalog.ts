import type { Candidate } from "../../schema/scan.ts";
import { inferParams } from "./params.ts";

/** The free models of OpenRouter's list, and how many there are in all. */
export type FreeModels = { total: number; models: Candidate[] };

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
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
  const named = (entries as unknown[]).filter(isObject).filter(({ id }) => isId(id));
  if (named.length === 0) return { trouble: "the list names no model" };
  const models = named.map(candidateOf).filter((model) => model.isFree);
  return { total: named.length, models: [...new Map(models.map((model) => [model.id, model])).values()] };
}

const isId = (id: unknown): id is string => typeof id === "string" && /^[!-~]{1,200}$/.test(id);

function candidateOf(entry: Fields): Candidate {
  const id = String(entry["id"]);
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
    createdAtMs: created === null ? null : created * 1000,
    expiresAtMs: Number.isNaN(expires) ? null : expires,
    pricing: pricing === undefined ? null : pricesOf(pricing),
    isFree: isFree(id, pricing),
  };
}

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

/** A price of -1 means that it depends. What has no price is free where its name says so. */
function isFree(id: string, pricing: Fields | undefined): boolean {
  const { prompt = null, completion = null, request = null } = pricing === undefined ? {} : pricesOf(pricing);
  if (prompt === null || completion === null) return id.endsWith(":free") && prompt === null && completion === null;
  return prompt === 0 && completion === 0 && (request ?? 0) === 0;
}
