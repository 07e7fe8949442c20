import { AppError } from "../../contracts/error.ts";
import type { Edit } from "../config/edit/edit.ts";
import type { Ref } from "../models/ref.ts";
import { resolveConfigured } from "../models/resolve.ts";
import { didYouMean, suggest } from "../models/suggest.ts";
import type { Setup } from "../setup.ts";
import { type Owner } from "./owner.ts";
import { partsOf } from "../models/choice.ts";
import { listEdits } from "./list-edits.ts";

/** A list of fallbacks before and after, and the edits that lead there; none when nothing changes. */
export type FallbackChange = { edits: Edit[]; before: readonly string[]; after: readonly string[]; notes: string[] };

/** The list in force: the owner's own, else the one that it inherits. */
export function fallbacksOf({ own, inherited }: Owner): readonly string[] {
  return partsOf(own).fallbacks ?? partsOf(inherited).fallbacks ?? [];
}

/** Appends a model, unless it is in the list already under any spelling. */
export function addFallback(owner: Owner, ref: Ref, setup: Setup): FallbackChange {
  const before = fallbacksOf(owner);
  const isThere = before.some((text) => keyOf(text, setup) === ref.key);
  return change(owner, before, isThere ? before : [...before, ref.key]);
}

/** Takes a model out; throws `unknown_model` with those that are in the list. */
export function removeFallback(owner: Owner, typed: string, setup: Setup, noun: string): FallbackChange {
  const before = fallbacksOf(owner);
  const index = indexOf(before, typed, setup, noun);
  return change(owner, before, before.toSpliced(index, 1));
}

/** Empties the list. */
export function clearFallbacks(owner: Owner): FallbackChange {
  return change(owner, fallbacksOf(owner), []);
}

/** Which entries of a list give their places away, and to which models, in their order; `primary` needs no fallback to itself. */
export type Replacement = { isReplaced(ref: Ref): boolean; chosen: readonly string[]; primary: string | undefined };

/** Puts chosen models where others stood; what is not replaced keeps its place. */
export function replaceFallbacks(
  owner: Owner,
  { isReplaced, chosen, primary }: Replacement,
  setup: Setup,
): FallbackChange {
  const before = fallbacksOf(owner);
  const entries = before.map((text) => ({ text, ref: resolveConfigured(text, setup.names).ref }));
  const stays = ({ ref }: { ref: Ref }) => !isReplaced(ref);
  const taken = new Set([primary, ...entries.filter(stays).map(({ ref }) => ref.key)]);
  const written = new Map(entries.map(({ text, ref }) => [ref.key, text]));
  const waiting = chosen.filter((key) => !taken.has(key)).map((key) => written.get(key) ?? key);
  if (waiting.length === 0) {
    // Nobody takes a place, so none is given away.
    const left = entries.filter((entry) => stays(entry) || entry.ref.key !== primary);
    return change(
      owner,
      before,
      left.map(({ text }) => text),
    );
  }
  const last = entries.findLastIndex((entry) => !stays(entry));
  const after = entries.flatMap((entry, index) => {
    if (stays(entry)) return [entry.text];
    return index === last ? waiting.splice(0) : waiting.splice(0, 1);
  });
  return change(owner, before, [...after, ...waiting]);
}

/** Takes out every entry that stands for one of these models. */
export function dropFallbacks(owner: Owner, isDropped: (ref: Ref) => boolean, setup: Setup): FallbackChange {
  const before = fallbacksOf(owner);
  return change(
    owner,
    before,
    before.filter((text) => !isDropped(resolveConfigured(text, setup.names).ref)),
  );
}

/** Gives a model another place, counted from 1. */
export function moveFallback(
  owner: Owner,
  typed: string,
  position: number,
  setup: Setup,
  noun: string,
): FallbackChange {
  const before = fallbacksOf(owner);
  const index = indexOf(before, typed, setup, noun);
  if (position > before.length) {
    throw new AppError(
      "usage",
      `there is no place ${position}: the list has ${before.length} ${noun}${before.length === 1 ? "" : "s"}`,
      before.length === 1 ? "it stands at 1 already" : `count from 1 to ${before.length}`,
    );
  }
  const after = before.toSpliced(index, 1).toSpliced(position - 1, 0, before[index] ?? "");
  return change(owner, before, after);
}

function indexOf(list: readonly string[], typed: string, setup: Setup, noun: string): number {
  const wanted = keyOf(typed, setup);
  const index = list.findIndex((text) => text === typed || keyOf(text, setup) === wanted);
  if (index >= 0) return index;
  const near = suggest(typed, list);
  const hint =
    near.length > 0
      ? didYouMean(near, "")
      : list.length === 0
        ? `there are no ${noun}s`
        : `${noun}s: ${list.join(", ")}`;
  throw new AppError("unknown_model", `\`${typed}\` is no ${noun}`, hint);
}

function keyOf(text: string, { names }: Setup): string {
  return resolveConfigured(text, names).ref.key;
}

/** Turns two lists into the smallest edits: one element where one differs, the whole list where the owner has none. */
function change(owner: Owner, before: readonly string[], after: readonly string[]): FallbackChange {
  const { path, own, agentId, asWritten } = owner;
  const { fallbacks } = partsOf(own);
  if (before.join("\n") === after.join("\n")) return { edits: [], before, after, notes: [] };
  const isCopied = agentId !== undefined && fallbacks === undefined && before.length > 0;
  const now = after.length === 0 ? "it now has an empty one of its own" : "it now has its own copy";
  const notes = isCopied ? [`${agentId} had inherited the list of the defaults; ${now}`] : [];
  if (fallbacks === undefined) {
    const written = after.map((text) => asWritten.inherited[before.indexOf(text)] ?? text);
    // The string form has no room for a list: it becomes an object with the same model.
    const edit: Edit =
      typeof own === "string"
        ? { kind: "set", path, value: { primary: asWritten.primary, fallbacks: written } }
        : { kind: "set", path: [...path, "fallbacks"], value: written };
    return { edits: [edit], before, after, notes };
  }
  return { edits: listEdits([...path, "fallbacks"], before, after), before, after, notes };
}
