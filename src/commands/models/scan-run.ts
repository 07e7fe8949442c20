import type { Env } from "../../contracts/env.ts";
import type { Source } from "../../core/auth/sources.ts";
import { writesForbiddenBy } from "../../core/config/change/change.ts";
import type { Ref } from "../../core/models/ref.ts";
import { isOrWasFree } from "../../core/scan/recheck.ts";
import { sees } from "../../core/scan/row.ts";
import { rank } from "../../core/scan/rank.ts";
import type { Setup } from "../../core/setup.ts";
import type { Skill } from "../../contracts/wire.ts";
import type { Candidate, ScanResult } from "../../schema/scan.ts";
import { FALLBACKS, IMAGE_FALLBACKS } from "./fallback-change.ts";
import { best, choose } from "./scan-choose.ts";
import { type Attempt, attempt, requireChangeable, writeChosen } from "./scan-change.ts";
import type { Found } from "./scan-find.ts";
import { askAll, keyless, type ProbeArgs, REAL_REQUESTS, shutOut } from "./scan-probe.ts";

type RunArgs = ProbeArgs & {
  maxCandidates: number;
  yes: boolean;
  input: boolean;
  setDefault: boolean;
  setImage: boolean;
  dryRun: boolean;
};

type Outcome = Pick<ScanResult, "results" | "stopped" | "interrupted" | "selected" | "selectedImages" | "notes"> &
  Attempt;

/** Asks the free models that were found, lets them be chosen, writes what was chosen. */
export async function scanFound(
  env: Env,
  setup: Setup,
  found: Found,
  sources: ReadonlyMap<string, Source>,
  args: RunArgs,
  signal: AbortSignal,
): Promise<Outcome> {
  requireChangeable(setup.variables, args);
  const { rows, stopped } = await askAll(
    env,
    setup,
    { candidates: found.candidates, sources, asks, said: REAL_REQUESTS },
    args,
    signal,
  );
  const results = rank(rows);
  const nothing = { selected: [], selectedImages: [], change: null, failure: undefined, notes: [] };
  if (stopped !== null || signal.aborted) return { ...nothing, results, stopped, interrupted: signal.aborted };
  const proposal = best(results, args.maxCandidates);
  const forbidden = args.dryRun ? undefined : writesForbiddenBy(setup.variables);
  const isAsked = forbidden === undefined && !args.yes && args.input && !env.wantsDocument && env.person.isThere;
  const chosen = isAsked ? await choose(env, results, proposal) : proposal;
  if (signal.aborted) return { ...nothing, results, stopped, interrupted: true };
  const isWriting = (args.yes || isAsked) && chosen.selected.length + chosen.selectedImages.length > 0;
  const lists = [
    { kind: FALLBACKS, keys: chosen.selected, setsPrimary: args.setDefault },
    { kind: IMAGE_FALLBACKS, keys: chosen.selectedImages, setsPrimary: args.setImage },
  ];
  const written = await attempt(
    isWriting ? writeChosen(env, lists, replacedBy(found, setup), args.dryRun) : Promise.resolve(null),
  );
  const notes = notesOf(args, isAsked, forbidden, chosen, results);
  return { results, stopped, interrupted: false, ...chosen, ...written, notes };
}

/** What the list calls blind is not shown an image. */
const asks = (candidate: Candidate, skill: Skill) => skill === "tool" || sees(candidate);

/** The entries of a list that give way: free models of OpenRouter, by its own list or by their name. */
function replacedBy({ free }: Found, { names: { registry } }: Setup): (ref: Ref) => boolean {
  const listed = new Set(free.map(({ modelRef }) => modelRef));
  return (ref) => {
    if (ref.provider !== "openrouter") return false;
    return listed.has(ref.key) || ref.model.endsWith(":free") || isOrWasFree(ref, registry);
  };
}

/** What a person should know of what was left undone. */
function notesOf(
  args: RunArgs,
  isAsked: boolean,
  forbidden: string | undefined,
  { selected, selectedImages }: Pick<ScanResult, "selected" | "selectedImages">,
  results: Outcome["results"],
): string[] {
  const notes = [...keyless(results), ...shutOut(results)];
  const isNothing = selected.length + selectedImages.length === 0;
  if (!args.yes && !isAsked) {
    const hint =
      forbidden === undefined
        ? "nothing was written; take the best with `openclaw models scan --yes`"
        : `nothing was written: \`${forbidden}\` forbids every change`;
    return isNothing ? notes : [...notes, hint];
  }
  if (isNothing) return [...notes, "no model was chosen, so nothing was written"];
  const staying = [
    ...(selected.length > 0 ? [] : [args.setDefault ? "default and the fallbacks" : "fallbacks"]),
    ...(args.setImage && selectedImages.length === 0 ? ["image model and the image fallbacks"] : []),
  ];
  return [...notes, ...staying.map((what) => `none was chosen for the ${what}, which stay as they are`)];
}
