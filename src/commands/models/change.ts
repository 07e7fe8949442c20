import type { Style } from "../../contracts/command.ts";
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

/** What was done, why, and what else a person should know; in a dry run, what would be. */
export function changeView(result: ChangeResult, style: Style): string {
  const { home, changed, dryRun, summary, previous, overrides, notes, files, backups, diffs } = result;
  if (!changed) return `${style.paint("dim", "Nothing to do:")} ${summary}\n`;
  const kept = backups.length === 0 ? "" : "; the file before it is kept as .bak";
  const lines = [
    ...(previous === null ? [] : [`was ${previous}`]),
    ...notes,
    ...overrides.map(({ agentId, model, command }) => `agent ${agentId} keeps its own: ${model} (${command})`),
    ...(dryRun ? [] : [`in ${files.map((file) => tilde(file, home)).join(", ")}${kept}`]),
  ];
  const head = dryRun
    ? `${style.paint("warn", "Dry run, nothing was written.")} It would say: ${summary}`
    : `${style.paint("good", "✓")} ${summary}`;
  const patches = diffs.map(({ diff }) => `\n${paintDiff(diff, style)}\n`);
  return `${head}\n${lines.map((line) => `  ${style.paint("dim", line)}\n`).join("")}${patches.join("")}`;
}

function paintDiff(diff: string, style: Style): string {
  const tone = (line: string) => (line.startsWith("+") ? "good" : line.startsWith("-") ? "bad" : "dim");
  return diff
    .split("\n")
    .map((line) => style.paint(tone(line), line))
    .join("\n");
}
