import * as v from "valibot";
import { ChangeResult } from "./change.ts";
import { Trouble } from "./trouble.ts";

const price = v.nullable(v.number());

/** A free model as a catalog describes it; `null` where the catalog says nothing. Field names as in OpenClaw 2026.2.6-3. */
const CANDIDATE = {
  id: v.string(),
  name: v.string(),
  provider: v.string(),
  modelRef: v.string(),
  contextLength: v.nullable(v.number()),
  maxCompletionTokens: v.nullable(v.number()),
  supportedParametersCount: v.nullable(v.number()),
  supportsToolsMeta: v.nullable(v.boolean()),
  modality: v.nullable(v.string()),
  /** In billions, as far as the name tells. */
  inferredParamB: v.nullable(v.number()),
  createdAtMs: v.nullable(v.number()),
  /** When it is going to vanish. */
  expiresAtMs: v.nullable(v.number()),
  /** US dollars for one token or request. */
  pricing: v.nullable(
    v.object({
      prompt: price,
      completion: price,
      request: price,
      image: price,
      webSearch: price,
      internalReasoning: price,
    }),
  ),
  isFree: v.boolean(),
};
export const Candidate = v.object(CANDIDATE);
export type Candidate = v.InferOutput<typeof Candidate>;

/** What came of asking a model to do something. */
export const Shown = v.object({
  ok: v.boolean(),
  /** The median of all runs, where one that failed takes for ever. */
  latencyMs: v.nullable(v.number()),
  /** Nothing was asked; `reason` says why. */
  skipped: v.boolean(),
  reason: v.nullable(v.string()),
  error: v.optional(v.string()),
  httpStatus: v.optional(v.number()),
  runs: v.number(),
  okRuns: v.number(),
});
export type Shown = v.InferOutput<typeof Shown>;

export const ScanRow = v.object({
  ...CANDIDATE,
  tool: Shown,
  image: Shown,
  /** With `--recheck`: the places in the config that name it, and whether it is still good for them. */
  roles: v.optional(v.array(v.string())),
  verdict: v.optional(v.picklist(["alive", "dead", "unclear"])),
  /** The places for which it is dead: what calls tools may see no more. */
  deadIn: v.optional(v.array(v.string())),
});
export type ScanRow = v.InferOutput<typeof ScanRow>;

export const ScanResult = v.object({
  home: v.string(),
  /** The list of models that the candidates are from; null where none was needed. */
  catalog: v.nullable(
    v.object({ url: v.string(), from: v.picklist(["network", "cache"]), fetchedAt: v.number(), models: v.number() }),
  ),
  /** Whether models were asked; if not, only what the catalog says is known. */
  probed: v.boolean(),
  recheck: v.boolean(),
  results: v.array(ScanRow),
  /** Free models that no agent could use, and why. */
  excluded: v.array(v.object({ modelRef: v.string(), reason: v.string(), detail: v.string() })),
  /** In the order in which they are to be asked. */
  selected: v.array(v.string()),
  selectedImages: v.array(v.string()),
  setDefault: v.boolean(),
  setImage: v.boolean(),
  /** Why not every model was asked. */
  stopped: v.nullable(v.object({ reason: v.string(), message: v.string(), resetsAt: v.nullable(v.number()) })),
  interrupted: v.boolean(),
  /** What became of the config; null where nothing was to be changed, or could be. */
  change: v.nullable(ChangeResult),
  /** Why the config could not be changed. */
  error: v.optional(Trouble),
  notes: v.array(v.string()),
  warnings: v.array(v.string()),
});
export type ScanResult = v.InferOutput<typeof ScanResult>;
