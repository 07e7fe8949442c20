import * as v from "valibot";
import { Cost } from "./cost.ts";
import { SourceRow, VERDICTS } from "./status.ts";

/** `models explain --json`. */
export const ExplainResult = v.object({
  input: v.string(),
  ref: v.string(),
  provider: v.string(),
  model: v.string(),
  via: v.picklist(["reference", "alias", "configured", "default-provider"]),
  alias: v.nullable(v.string()),
  agentId: v.string(),
  storePath: v.string(),
  tags: v.array(v.string()),
  mayBeChosen: v.boolean(),
  catalog: v.nullable(
    v.object({
      name: v.string(),
      source: v.picklist(["config", "catalog"]),
      input: v.string(),
      contextWindow: v.nullable(v.number()),
      maxTokens: v.nullable(v.number()),
      reasoning: v.boolean(),
      tools: v.boolean(),
      deprecated: v.boolean(),
      retired: v.boolean(),
      free: v.boolean(),
      cost: v.nullable(Cost),
      released: v.nullable(v.string()),
    }),
  ),
  near: v.array(v.string()),
  local: v.boolean(),
  credential: v.object({
    verdict: v.picklist(VERDICTS),
    /** How to get one that works, where none does. */
    hint: v.nullable(v.string()),
    used: v.nullable(v.string()),
    sources: v.array(SourceRow),
  }),
});
export type ExplainResult = v.InferOutput<typeof ExplainResult>;
