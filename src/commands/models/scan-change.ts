import type { Env } from "../../contracts/env.ts";
import { allow } from "../../core/choice/allowlist.ts";
import { dropFallbacks, type FallbackChange, replaceFallbacks } from "../../core/choice/fallbacks.ts";
import { type Owner, ownerOf } from "../../core/choice/owner.ts";
import { primaryEdit } from "../../core/choice/primary.ts";
import type { Edit } from "../../core/config/edit/edit.ts";
import { partsOf } from "../../core/models/choice.ts";

import { createRef, type Ref } from "../../core/models/ref.ts";
import { resolveConfigured } from "../../core/models/resolve.ts";
import type { Setup } from "../../core/setup.ts";
import type { ChangeResult } from "../../schema/change.ts";
import { changeConfig, type Decision } from "./change.ts";
import { type Kind, listOverrides } from "./fallback-change.ts";

/** The models for one list, in their order; `setsPrimary` makes the first of them the model of that slot. */
type Wanted = { kind: Kind; keys: readonly string[]; setsPrimary: boolean };

/** Puts the chosen models where the free ones of OpenRouter stood, and lets each be chosen. */
export function writeChosen(
  env: Env,
  wanted: readonly Wanted[],
  isReplaced: (ref: Ref) => boolean,
  dryRun: boolean,
): Promise<ChangeResult> {
  return changeConfig(env, { dryRun, showsDiffs: true }, (setup) => {
    const parts = wanted
      .filter(({ keys }) => keys.length > 0)
      .map((list) => ({ kind: list.kind, ...placed(setup, list, isReplaced) }));
    const keys = [...new Set(wanted.flatMap((list) => list.keys))];
    const allowed = allowAll(keys, setup);
    return {
      ...combined(setup, parts),
      edits: [...parts.flatMap(({ edits }) => edits), ...allowed.edits],
      notes: [...parts.flatMap(({ notes }) => notes), ...allowed.notes],
    };
  });
}

function placed(setup: Setup, { kind, keys, setsPrimary }: Wanted, isReplaced: (ref: Ref) => boolean): FallbackChange {
  const owner = ownerOf(setup, kind.slot, undefined);
  const text = partsOf(owner.own).primary;
  const current = text === undefined ? undefined : resolveConfigured(text, setup.names).ref.key;
  const [first] = keys;
  const primary = setsPrimary ? first : current;
  const isNew = primary !== undefined && primary !== current;
  const next: Owner = isNew
    ? { ...owner, own: typeof owner.own === "object" ? { ...owner.own, primary } : { primary } }
    : owner;
  const change = replaceFallbacks(next, { isReplaced, chosen: keys, primary }, setup);
  if (!isNew) return change;
  const note = `${primary} is now the ${kind.slot === "model" ? "default" : "image model"}, in place of ${current ?? "none"}`;
  return { ...change, edits: [primaryEdit(owner, primary), ...change.edits], notes: [note, ...change.notes] };
}

/** One list of what may be chosen takes them all, each behind the one before. */
function allowAll(keys: readonly string[], setup: Setup): { edits: Edit[]; notes: string[] } {
  let added = 0;
  const allowances = keys.map((key) => allow(refOf(key), setup));
  const edits = allowances.flatMap((allowance) => allowance.edits);
  return {
    edits: edits.map((edit) => (edit.kind === "insert" ? { ...edit, index: edit.index + added++ } : edit)),
    notes: allowances.flatMap((allowance) => allowance.notes),
  };
}

function refOf(key: string): Ref {
  const slash = key.indexOf("/");
  return createRef(key.slice(0, slash), key.slice(slash + 1));
}

/** Takes models out of the lists of fallbacks. */
export function dropModels(
  env: Env,
  dead: readonly { kind: Kind; keys: ReadonlySet<string> }[],
  dryRun: boolean,
): Promise<ChangeResult> {
  return changeConfig(env, { dryRun, showsDiffs: true }, (setup) =>
    combined(
      setup,
      dead.map(({ kind, keys }) => ({
        kind,
        ...dropFallbacks(ownerOf(setup, kind.slot, undefined), ({ key }) => keys.has(key), setup),
      })),
    ),
  );
}

function combined(setup: Setup, parts: readonly (FallbackChange & { kind: Kind })[]): Decision {
  const said = parts.map(({ kind, after }) => `${kind.noun}s: ${after.join(", ") || "none"}`);
  return {
    edits: parts.flatMap(({ edits }) => edits),
    summary: said.join("; "),
    list: parts.find(({ kind }) => kind.slot === "model")?.after ?? [],
    notes: parts.flatMap(({ notes }) => notes),
    overrides: parts.flatMap(({ kind }) => listOverrides(setup, kind)),
  };
}

