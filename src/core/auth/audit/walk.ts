import type { Entry, Env } from "../../../contracts/env.ts";
import { join } from "../../../contracts/path.ts";
import { isForeign, ruleOfFile, ruleOfFolder } from "./rules.ts";
import type { Skips } from "./skipped.ts";

/** OpenClaw's own folders are seven deep; nobody wrote by hand what lies deeper than this. */
const MAX_DEPTH = 24;
/** A session a day for each of a hundred agents, for more than a year. */
const MAX_FILES = 50_000;

/** What stands below a root: its path, the same without links, and the parts of it below the root. */
export type Walked = { file: string; real: string; parts: readonly string[] };

/** Where to begin, which folders to leave out, and what is looked at in any case. */
export type Walk = { roots: readonly string[]; isAsked(folder: string): boolean; known: ReadonlySet<string> };

/** What becomes of an entry: it is looked at, or not, which is said unless another entry leads to the same. */
type Verdict = "visit" | "leave" | { reason: string; mayHoldOne: boolean };

/** Finds every file below some folders, the upper ones first. Follows no link, and says what it passes over. */
export async function walk(env: Env, { roots, isAsked, known }: Walk, skips: Skips): Promise<Walked[]> {
  let level = await outermost(env, roots);
  const reals = level.map(({ real }) => real);
  const walked: Walked[] = [];
  const verdictOn = async ({ kind, name }: Entry, { file, parts }: Walked, depth: number): Promise<Verdict> => {
    if (kind === "folder") {
      const reason = ruleOfFolder(parts);
      if (reason !== undefined) return { reason, mayHoldOne: false };
      if (depth >= MAX_DEPTH) return { reason: "it lies too deep", mayHoldOne: true };
      return isAsked(file) ? "visit" : "leave";
    }
    if (known.has(file)) return "leave";
    if (kind === "other") return { reason: "it is no regular file", mayHoldOne: false };
    if (kind === "link") {
      const target = await env.files.realPath(file);
      const isInside = reals.some((real) => isBelow(target, real));
      return isInside ? "leave" : { reason: "it is a link that leads elsewhere", mayHoldOne: true };
    }
    const isTooMuch = walked.length >= MAX_FILES;
    return (
      ruleOfFile(name) ?? (isTooMuch ? { reason: `it comes after ${MAX_FILES} others`, mayHoldOne: true } : "visit")
    );
  };
  for (let depth = 0; level.length > 0; depth++) {
    const below: Walked[] = [];
    for (const folder of level) {
      const found = await env.files.entries(folder.file);
      if (found.kind === "unreadable")
        skips.add(folder.file, { kind: "unlisted", reason: found.reason, isGap: !isForeign(folder.parts) });
      for (const entry of found.kind === "entries" ? found.entries.toSorted(byName) : []) {
        const inside = inFolder(folder, entry);
        const verdict = await verdictOn(entry, inside, depth);
        if (verdict === "visit") (entry.kind === "folder" ? below : walked).push(inside);
        else if (verdict !== "leave") {
          const isGap = verdict.mayHoldOne && !isForeign(inside.parts);
          skips.add(inside.file, { kind: "rule", reason: verdict.reason, isGap });
        }
      }
    }
    level = below;
  }
  return walked;
}

/** The roots without links, but for those that stand below another. */
async function outermost(env: Env, roots: readonly string[]): Promise<Walked[]> {
  const byReal = new Map<string, string>();
  for (const root of roots) {
    const real = await env.files.realPath(root);
    if (!byReal.has(real)) byReal.set(real, root);
  }
  return [...byReal]
    .filter(([real]) => ![...byReal.keys()].some((other) => other !== real && isBelow(real, other)))
    .map(([real, file]) => ({ file, real, parts: [] }));
}

function inFolder({ file, real, parts }: Walked, { name }: Entry): Walked {
  return { file: join(file, name), real: join(real, name), parts: [...parts, name] };
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}

function byName(one: Entry, other: Entry): number {
  return one.name < other.name ? -1 : 1;
}
