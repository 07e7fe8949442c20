import type { Env } from "../../contracts/env.ts";
import type { Ref } from "../../core/models/ref.ts";
import { unasked } from "../../core/scan/probe.ts";
import { rank } from "../../core/scan/rank.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { ScanResult } from "../../schema/scan.ts";
import { FALLBACKS, IMAGE_FALLBACKS } from "./fallback-change.ts";
import { best, choose } from "./scan-choose.ts";
import { writeChosen } from "./scan-change.ts";
import type { Found } from "./scan-find.ts";
import { askAll, type ProbeArgs, sourcesOf } from "./scan-probe.ts";
import { hasDead, recheck } from "./scan-recheck.ts";

type RunArgs = ProbeArgs & {
  maxCandidates: number;
  probe: boolean;
  offline: boolean;
  yes: boolean;
  input: boolean;
  json: boolean;
  setDefault: boolean;
  setImage: boolean;
  recheck: boolean;
  dryRun: boolean;
};

/** Goes on where the free models are found: asks them, lets them be chosen, writes what was chosen. */
export async function scanFound(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  found: Found,
  args: RunArgs,
  signal: AbortSignal,
): Promise<ScanResult> {
  const { catalog, excluded, candidates, warnings } = found;
  const base: ScanResult = {
    home: setup.places.home,
    catalog,
    probed: true,
    recheck: args.recheck,
    results: [],
    excluded: args.recheck ? [] : excluded,
    selected: [],
    selectedImages: [],
    setDefault: args.setDefault,
    setImage: args.setImage,
    stopped: null,
    interrupted: false,
    change: null,
    notes: [],
    warnings,
  };
  if (args.recheck) return { ...base, ...(await recheck(env, setup, credentials, found, args, signal)) };
  const sources = await sourcesOf(candidates, credentials);
  const why = whyNotAsked(args, found, sources.size);
  if (why !== undefined) {
    const results = candidates.map((candidate) => unasked(candidate, "not_asked"));
    return { ...base, probed: false, results, notes: why === "" ? [] : [why] };
  }
  const { rows, stopped } = await askAll(env, setup, candidates, sources, args, signal);
  const results = rank(rows);
  if (stopped !== null || signal.aborted) return { ...base, results, stopped, interrupted: signal.aborted };
  const proposal = best(results, args.maxCandidates);
  const isAsked = !args.yes && args.input && !args.json && env.person.isThere;
  const chosen = isAsked ? await choose(env, results, proposal) : proposal;
  const isWriting = (args.yes || isAsked) && chosen.selected.length + chosen.selectedImages.length > 0;
  const lists = [
    { kind: FALLBACKS, keys: chosen.selected, setsPrimary: args.setDefault },
    { kind: IMAGE_FALLBACKS, keys: chosen.selectedImages, setsPrimary: args.setImage },
  ];
  const change = isWriting ? await writeChosen(env, lists, replacedBy(found, setup), args.dryRun) : null;
  return { ...base, results, ...chosen, change, notes: notesOf(args, isAsked, chosen, sources.has("openrouter")) };
}

const KEY = "openclaw models auth paste-api-key --provider openrouter";

/** Why nobody is asked, as far as that is not what was wanted; `undefined` where somebody can be. */
function whyNotAsked({ probe, offline }: RunArgs, { catalog, candidates }: Found, sources: number): string | undefined {
  if (!probe || offline) return "";
  if (catalog.from === "cache") return "without a connection nobody can be asked; nothing was written";
  if (sources > 0 || candidates.length === 0) return undefined;
  return `OpenRouter can be asked only with a key: set OPENROUTER_API_KEY, or run \`${KEY}\`; nothing was written`;
}

/** The entries of a list that give way: free models of OpenRouter, by its own list or by their name. */
function replacedBy({ free }: Found, { names: { registry } }: Setup): (ref: Ref) => boolean {
  const listed = new Set(free.map(({ modelRef }) => modelRef));
  return (ref) => {
    if (ref.provider !== "openrouter") return false;
    const row = registry.find(ref);
    return listed.has(ref.key) || ref.model.endsWith(":free") || (row !== undefined && registry.isFree(row));
  };
}

function notesOf(
  args: RunArgs,
  isAsked: boolean,
  { selected, selectedImages }: Pick<ScanResult, "selected" | "selectedImages">,
  hasKey: boolean,
): string[] {
  const notes = hasKey ? [] : [`those of OpenRouter were not asked: there is no key, see \`${KEY}\``];
  if (!args.yes && !isAsked && selected.length > 0)
    return [...notes, "nothing was written; take the best with `openclaw models scan --yes`"];
  if (!args.yes && !isAsked) return notes;
  if (selected.length === 0) notes.push("no model was chosen, so the fallbacks stay as they are");
  if (args.setImage && selectedImages.length === 0)
    notes.push("no model that sees was chosen, so the image model stays as it is");
  return notes;
}

/** 130 stopped by the person, 69 when the service stopped it, nothing could be taken, or something dead stays. */
export function exitOfScan(result: ScanResult, { yes, probe }: { yes: boolean; probe: boolean }): number {
  if (result.interrupted) return 130;
  if (result.stopped !== null) return 69;
  if (result.recheck) return hasDead(result) ? 69 : 0;
  return yes && probe && result.change === null ? 69 : 0;
}
