import * as v from "valibot";
import { isModality } from "../../catalog/catalog.ts";
import { isModelId } from "../models/model-id.ts";
import type { CatalogRow } from "../../schema/catalog.ts";

const Amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const Model = v.looseObject({
  id: v.string(),
  name: v.optional(v.string()),
  reasoning: v.optional(v.boolean()),
  tool_call: v.optional(v.boolean()),
  status: v.optional(v.string()),
  release_date: v.optional(v.string()),
  modalities: v.optional(v.looseObject({ input: v.optional(v.array(v.string())) })),
  limit: v.optional(v.looseObject({ context: v.optional(Amount), output: v.optional(Amount) })),
  cost: v.optional(v.looseObject({ input: v.optional(Amount), output: v.optional(Amount) })),
});
const Source = v.record(v.string(), v.looseObject({ models: v.record(v.string(), Model) }));

const PROVIDER_ID = /^[a-z0-9][a-z0-9._-]*$/i;

/** The models of an api.json, or what is wrong with it, in words that follow its name. */
type Parsed = { rows: CatalogRow[] } | { trouble: string };

/**
 * Reads models.dev's api.json; `ourIds` says what we call its providers, where that differs. What it holds beyond the
 * fields that are known is passed over, and so are names that no reference could hold; a known field of another type
 * makes all of it doubtful.
 */
export function parseModelsDev(text: string, ourIds: ReadonlyMap<string, string>): Parsed {
  if (text.trim() === "") return { trouble: "is empty" };
  if (text.trimStart().startsWith("<")) return { trouble: "is a web page, not a catalog" };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { trouble: "is no JSON, or not all of it" };
  }
  const parsed = v.safeParse(Source, document, { abortEarly: true });
  if (!parsed.success || Array.isArray(document)) return { trouble: `is not a catalog of models.dev${where(parsed)}` };
  const rows = Object.entries(parsed.output).flatMap(([id, { models }]) =>
    PROVIDER_ID.test(id)
      ? Object.values(models)
          .filter((model) => isModelId(model.id))
          .map((model) => toRow(ourIds.get(id) ?? id, model))
      : [],
  );
  return rows.length === 0 ? { trouble: "holds no models" } : { rows };
}

/** Which field is of another type; a name out of the file, so only a short one of plain characters is shown. */
function where({ issues }: v.SafeParseResult<typeof Source>): string {
  const path = issues?.[0] === undefined ? null : v.getDotPath(issues[0]);
  return path !== null && /^[!-~]{1,100}$/.test(path) ? `: ${path} is not what it was` : "";
}

/** One line without tabs or control characters. In plain ASCII the whole catalog takes half the memory and time. */
const clean = (text: string) =>
  text
    .replace(/[\u2010-\u2015]/g, "-")
    .normalize("NFKD")
    .replace(/[^ -~]+/g, (run) => (/^\p{M}+$/u.test(run) ? "" : " "))
    .trim();

function toRow(provider: string, model: v.InferOutput<typeof Model>): CatalogRow {
  const { input, output } = model.cost ?? {};
  return {
    key: `${provider}/${model.id}`,
    provider,
    id: model.id,
    name: clean(model.name ?? "").slice(0, 100) || model.id,
    contextWindow: model.limit?.context || null,
    maxTokens: model.limit?.output || null,
    input: (model.modalities?.input ?? []).filter(isModality).join("+") || "text",
    reasoning: model.reasoning ?? false,
    tools: model.tool_call ?? false,
    deprecated: model.status === "deprecated",
    retired: false,
    cost: input === undefined || output === undefined ? null : { input, output },
    released: /^\d{4}-\d{2}(-\d{2})?$/.test(model.release_date ?? "") ? (model.release_date ?? "") : "",
  };
}
