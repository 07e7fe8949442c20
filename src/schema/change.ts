import * as v from "valibot";

/** `--json` of every command that changes the config. */
export const ChangeResult = v.object({
  home: v.string(),
  changed: v.boolean(),
  /** False in a dry run, and when everything was as wanted already. */
  written: v.boolean(),
  dryRun: v.boolean(),
  agentId: v.nullable(v.string()),
  summary: v.string(),
  model: v.nullable(
    v.object({
      ref: v.string(),
      via: v.picklist(["reference", "alias", "configured", "default-provider", "unresolved"]),
      alias: v.nullable(v.string()),
    }),
  ),
  previous: v.nullable(v.string()),
  /** The list after the change, for commands about a list. */
  list: v.nullable(v.array(v.string())),
  /** Agents whose own entry goes on to say something else. */
  overrides: v.array(v.object({ agentId: v.string(), model: v.string(), command: v.string() })),
  notes: v.array(v.string()),
  warnings: v.array(v.string()),
  files: v.array(v.string()),
  /** What those files held before; empty in a dry run and for a file that was not there. */
  backups: v.array(v.string()),
  /** What would change, in a dry run, or has changed, of `scan`; texts that could be secrets are starred out. */
  diffs: v.array(v.object({ file: v.string(), diff: v.string() })),
});
export type ChangeResult = v.InferOutput<typeof ChangeResult>;
