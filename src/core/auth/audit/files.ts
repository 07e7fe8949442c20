import type { Env } from "../../../contracts/env.ts";
import { basename, dirname, join, resolve } from "../../../contracts/path.ts";
import { CONFIG_NAMES, expandHome, variable } from "../../config/paths.ts";
import type { Ground, Target } from "./ground.ts";
import type { Listed, Source } from "./listed.ts";
import { kindOf } from "./rules.ts";
import { servicesOf } from "./services.ts";
import type { Skips } from "./skipped.ts";
import { walk } from "./walk.ts";

type Shelf = { folder: string; names: readonly (readonly [name: string, source: Source])[]; target?: Target };

const OF_AGENT = [
  ["auth-profiles.json", "store"],
  ["auth.json", "legacy"],
  ["models.json", "models"],
  ["openclaw-agent.sqlite", "database"],
] as const;
const OAUTH = [["oauth.json", "legacy"]] as const;

/**
 * Every file in which OpenClaw or this program may keep a secret: those that they name, which are listed also where they are
 * missing, then copies of them, and then whatever else stands in their folders.
 */
export async function filesOf(env: Env, ground: Ground, skips: Skips): Promise<Listed[]> {
  const originals: Listed[] = [];
  const copies: Listed[] = [];
  const shelves = await shelvesOf(env, ground);
  for (const { folder, names, target } of shelves) {
    const found = await env.files.entries(folder);
    if (found.kind === "unreadable") skips.add(folder, { kind: "unlisted", reason: found.reason, isGap: true });
    const entries = found.kind === "entries" ? found.entries : [];
    // A folder is no copy; what stands in it is found further on.
    const others = entries.flatMap(({ name, kind }) => (kind === "folder" ? [] : [name])).toSorted();
    for (const [name, source] of names) {
      const listed = (other: string, isCopy: boolean) => ({
        file: join(folder, other),
        source,
        isCopy,
        isForeign: false,
        target,
      });
      originals.push(listed(name, false));
      copies.push(...others.filter((other) => isCopyOf(name, other)).map((other) => listed(other, true)));
    }
  }
  const named = [...originals, ...copies, ...(await servicesOf(env, ground.places.home, skips))];
  const known = new Set(named.map(({ file }) => file));
  const walked = await walk(
    env,
    { roots: rootsOf(ground, shelves), isAsked: (folder) => isAsked(ground, folder), known },
    skips,
  );
  const others = walked.map(({ parts, ...file }): Listed => Object.assign(file, kindOf(parts), { target: undefined }));
  // Where there is too much, what is OpenClaw's own comes first.
  return [...named, ...others.filter(({ isForeign }) => !isForeign), ...others.filter(({ isForeign }) => isForeign)];
}

/** The folders that OpenClaw has for itself; that of the config may be any. */
function rootsOf({ stateDirs, targets }: Ground, shelves: readonly Shelf[]): string[] {
  const ofOauth = shelves.filter(({ names }) => names === OAUTH).map(({ folder }) => folder);
  return [...stateDirs, ...targets.map(({ dir }) => dir), ...ofOauth];
}

/** Whether a folder is not that of an agent who was not asked about. */
function isAsked({ stateDirs, targets, isOfOne }: Ground, folder: string): boolean {
  const isOfAgent = stateDirs.some((dir) => dirname(folder) === join(dir, "agents"));
  return !isOfOne || !isOfAgent || targets.some(({ dir }) => dirname(dir) === folder);
}

function isCopyOf(name: string, other: string): boolean {
  return other === `${name}~` || (other.startsWith(`${name}.`) && !other.endsWith(".lock"));
}

async function shelvesOf(env: Env, { places, variables, stateDirs, targets }: Ground): Promise<Shelf[]> {
  const oauthDir = variable(variables, "OPENCLAW_OAUTH_DIR");
  const configs = await configFiles(env, places.configPath);
  return [
    ...configs.map((file): Shelf => ({ folder: dirname(file), names: [[basename(file), "config"]] })),
    ...(oauthDir === undefined ? [] : [oauthIn(expandHome(oauthDir, places.home, env.workingDir))]),
    ...stateDirs.flatMap((dir): Shelf[] => [
      { folder: dir, names: [...CONFIG_NAMES.map((name) => [name, "config"] as const), [".env", "dotenv"]] },
      oauthIn(join(dir, "credentials")),
      { folder: join(dir, "state"), names: [["openclaw.sqlite", "database"]] },
    ]),
    ...targets.map((target): Shelf => ({ folder: target.dir, names: OF_AGENT, target })),
  ];
}

function oauthIn(folder: string): Shelf {
  return { folder, names: OAUTH };
}

/** A config and the files that it includes, over however many others; one that is missing or broken ends no search. */
async function configFiles(env: Env, configPath: string): Promise<string[]> {
  const files = [configPath];
  for (const file of files) {
    const read = await env.files.read(file);
    if (read.kind !== "text") continue;
    for (const name of includedIn(read.text)) {
      const path = resolve(dirname(file), name);
      if (!files.includes(path)) files.push(path);
    }
  }
  return files;
}

function includedIn(text: string): string[] {
  try {
    return namesIn(Bun.JSON5.parse(text));
  } catch {
    // As many as can be told.
    const lists = [...text.matchAll(/\$include["']?\s*:\s*(\[[^\]]*|"[^"\n]*"|'[^'\n]*')/g)];
    return lists.flatMap(([, list = ""]) => [...list.matchAll(/["']([^"'\n]+)["']/g)].map(([, name = ""]) => name));
  }
}

function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "$include" ? [item].flat().filter((name) => typeof name === "string" && name !== "") : namesIn(item),
  );
}
