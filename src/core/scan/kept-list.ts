import type { Candidate, ScanResult } from "../../schema/scan.ts";
import { isObject } from "../object.ts";

/** OpenRouter's free models, and where they are from. */
export type FreeList = { about: NonNullable<ScanResult["catalog"]>; models: Candidate[] };

/** As far from 1970 as a date can be. */
const FARTHEST = 8.64e15;

type Fields = Partial<Record<keyof Candidate, string>>;

// By hand: the schema would cost `scan --offline` a thirtieth of its run.
const FIELDS = {
  id: "string",
  name: "string",
  provider: "string",
  modelRef: "string",
  isFree: "boolean",
} satisfies Fields;
const NULLABLE = {
  contextLength: "number",
  maxCompletionTokens: "number",
  supportedParametersCount: "number",
  supportsToolsMeta: "boolean",
  modality: "string",
  inferredParamB: "number",
  createdAtMs: "number",
  expiresAtMs: "number",
} satisfies Fields;
const PRICES = ["prompt", "completion", "request", "image", "webSearch", "internalReasoning"];

/** Reads what an earlier scan kept; whatever else stands there counts as none. */
export function parseFreeList(kept: Readonly<Record<string, unknown>>): FreeList | undefined {
  const { about, models } = kept;
  if (!isObject(about) || !Array.isArray(models) || !models.every(isCandidate)) return undefined;
  const { url, fetchedAt, models: total } = about;
  if (typeof url !== "string" || typeof total !== "number" || typeof fetchedAt !== "number") return undefined;
  return fetchedAt > 0 && fetchedAt <= FARTHEST
    ? { about: { url, from: "cache", fetchedAt, models: total }, models }
    : undefined;
}

function isCandidate(value: unknown): value is Candidate {
  if (!isObject(value)) return false;
  for (const [name, type] of Object.entries(FIELDS)) if (typeof value[name] !== type) return false;
  for (const [name, type] of Object.entries(NULLABLE))
    if (value[name] !== null && typeof value[name] !== type) return false;
  const { pricing } = value;
  return pricing === null || (isObject(pricing) && PRICES.every((name) => isPrice(pricing[name])));
}

const isPrice = (value: unknown) => value === null || typeof value === "number";
