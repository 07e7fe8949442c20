import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { applyChange, type Applied } from "../../core/choice/apply.ts";
import { redact } from "../../core/config/change/redact.ts";
import type { Edit } from "../../core/config/edit/edit.ts";
import type { Resolution } from "../../core/models/resolve.ts";
import { readSetup, type Setup } from "../../core/setup.ts";
import type { ChangeResult } from "../../schema/change.ts";
import { unifiedDiff } from "../../ui/diff.ts";
import { maskShapes } from "../../ui/mask.ts";
import { tilde } from "../../ui/text.ts";
import { KNOWLEDGE } from "../knowledge.ts";

/** What a command decides on the config that it sees; the rest of its result is the same for all. */
export type Decision = {
  edits: readonly Edit[];
  summary: string;
  model?: Resolution;
  previous?: string | undefined;
  list?: readonly string[];
  overrides?: ChangeResult["overrides"];
  notes?: readonly string[];
  warnings?: readonly string[];
};

/** Diffs are shown in a dry run, or where they are asked for. */
type Options = { agent?: string | undefined; dryRun: boolean; showsDiffs?: true };

/** Runs a command that changes the config, and tells what became of it. */
export async function changeConfig(
  env: Env,
  { agent, dryRun, showsDiffs }: Options,
  decide: (setup: Setup) => Decision,
): Promise<ChangeResult> {
  const decideSafely = (setup: Setup) => {
    const decision = decide(setup);
    // What is taken away may well be a key that somebody pasted once.
    const added = decision.edits.flatMap((edit) => ("value" in edit ? [edit.path.at(-1), edit.value] : []));
    const values = JSON.stringify(added);
    if (maskShapes(values) === values) return decision;
    const hint = "keys belong in the credential store or a variable; see `openclaw models auth --help`";
    throw new AppError("usage", "that is a key, not a name", hint);
  };
  const applied = await applyChange(env, (seen) => readSetup(seen, KNOWLEDGE, agent), decideSafely, dryRun);
  return toResult(applied, agent === undefined ? null : applied.setup.agent.id, dryRun, dryRun || showsDiffs === true);
}

async function toResult(
  { decision, setup, changes, written }: Applied<Decision>,
  agentId: string | null,
  dryRun: boolean,
  hasDiffs: boolean,
): Promise<ChangeResult> {
  const { model, previous = null, list, overrides = [], notes = [], warnings = [], summary } = decision;
  const shown = (file: string) => tilde(file, setup.places.home);
  const diffs = changes.map(async ({ file, before, after, at }) => ({
    file,
    diff: await unifiedDiff(shown(file), before === undefined ? "" : redact(before, at), redact(after, at)),
  }));
  return {
    home: setup.places.home,
    changed: changes.length > 0,
    written,
    dryRun,
    agentId,
    summary,
    model: model === undefined ? null : { ref: model.ref.key, via: model.via, alias: model.alias ?? null },
    previous,
    list: list === undefined ? null : [...list],
    overrides: [...overrides],
    notes: [...notes],
    warnings: [...warnings],
    files: changes.map(({ file }) => file),
    backups: written ? changes.flatMap(({ file, before }) => (before === undefined ? [] : [`${file}.bak`])) : [],
    diffs: hasDiffs ? await Promise.all(diffs) : [],
  };
}
