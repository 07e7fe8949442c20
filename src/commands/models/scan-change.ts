import type { Env, Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { type Allowance, allowAll } from "../../core/choice/allowlist.ts";
import { dropFallbacks, type FallbackChange, replaceFallbacks } from "../../core/choice/fallbacks.ts";
import { type Owner, ownerOf } from "../../core/choice/owner.ts";
import { primaryEdit } from "../../core/choice/primary.ts";
import { writesForbiddenBy } from "../../core/config/change/change.ts";
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
  const keys = [...new Set(wanted.flatMap((list) => list.keys))];
  return changeConfig(env, { dryRun, showsDiffs: true }, (setup) => {
    const parts = wanted
      .filter((list) => list.keys.length > 0)
      .map((list) => ({ agentId: undefined, kind: list.kind, change: placed(setup, list, isReplaced) }));
    return combined(setup, parts, allowAll(keys.map(refOf), setup));
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
  const noun = kind.slot === "model" ? "default" : "image model";
  if (!isNew) {
    const notes = keys.some((key) => key === primary)
      ? [`${primary} is the ${noun} already, so it is no ${kind.noun}`]
      : [];
    return { ...change, notes: [...notes, ...change.notes] };
  }
  const note = `${primary} is now the ${noun}${current === undefined ? "" : `, in place of ${current}`}`;
  return { ...change, edits: [primaryEdit(owner, primary), ...change.edits], notes: [note, ...change.notes] };
}

function refOf(key: string): Ref {
  const slash = key.indexOf("/");
  return createRef(key.slice(0, slash), key.slice(slash + 1));
}

/** What became of a change; a failure takes nothing of what was found along. */
export type Attempt = { change: ChangeResult | null; failure: AppError | undefined };

/** Changes the config, or tells why that failed. */
export async function attempt(change: Promise<ChangeResult | null>): Promise<Attempt> {
  try {
    return { change: await change, failure: undefined };
  } catch (error) {
    if (error instanceof AppError) return { change: null, failure: error };
    throw error;
  }
}

/** Asking takes its time and counts against limits: a change that is forbidden anyway is refused before. */
export function requireChangeable(variables: Variables, { yes, dryRun }: { yes: boolean; dryRun: boolean }): void {
  const forbidden = writesForbiddenBy(variables);
  if (!yes || dryRun || forbidden === undefined) return;
  const hint = "add `--dry-run` to see what would be changed, and change it where the config comes from";
  throw new AppError("file_unwritable", `\`${forbidden}\` forbids every change, so no model was asked`, hint);
}

/** A list of fallbacks, an agent's own or that of the defaults, and what is dead in it. */
export type DeadIn = { agentId: string | undefined; kind: Kind; keys: ReadonlySet<string> };

/** Takes models out of lists of fallbacks. */
export function dropModels(env: Env, dead: readonly DeadIn[], dryRun: boolean): Promise<ChangeResult> {
  return changeConfig(env, { dryRun, showsDiffs: true }, (setup) => {
    const parts = dead.map(({ agentId, kind, keys }) => {
      const seen = agentId === undefined ? setup : { ...setup, agent: { ...setup.agent, id: agentId } };
      const owner = ownerOf(seen, kind.slot, agentId);
      return { agentId, kind, change: dropFallbacks(owner, ({ key }) => keys.has(key), setup) };
    });
    return combined(setup, parts, { edits: [], notes: [] });
  });
}

type Part = { agentId: string | undefined; kind: Kind; change: FallbackChange };

/** What the lists say afterwards. */
function combined(setup: Setup, parts: readonly Part[], more: Allowance): Decision {
  const said = parts.map(({ agentId, kind, change }) => {
    const whose = agentId === undefined ? "" : `${agentId}'s `;
    return `${whose}${kind.noun}s: ${change.after.join(", ") || "none"}`;
  });
  const shared = parts.filter(({ agentId }) => agentId === undefined);
  return {
    edits: [...parts.flatMap(({ change }) => change.edits), ...more.edits],
    summary: said.join("; "),
    list: (shared.find(({ kind }) => kind.slot === "model") ?? shared[0])?.change.after ?? [],
    notes: [...parts.flatMap(({ change }) => change.notes), ...more.notes],
    overrides: shared.flatMap(({ kind }) => listOverrides(setup, kind)),
  };
}
