import type { Env } from "../../../contracts/env.ts";
import { basename, dirname, join, resolve } from "../../../contracts/path.ts";
import { CONFIG_NAMES, expandHome, variable } from "../../config/paths.ts";
import type { Ground, Target } from "./ground.ts";

/** What a file is, which decides on how it is read and what to do about a secret in it. */
export type Source = "config" | "store" | "legacy" | "models" | "dotenv" | "database";

/** A file to look through; a copy is whatever stands beside a file under a longer name: a backup, a half-written one. */
export type Listed = { file: string; source: Source; isCopy: boolean; target: Target | undefined };

type Shelf = { folder: string; names: readonly (readonly [name: string, source: Source])[]; target?: Target };

const OF_AGENT = [
  ["auth-profiles.json", "store"],
  ["auth.json", "legacy"],
  ["models.json", "models"],
  ["openclaw-agent.sqlite", "database"],
] as const;

/** Every file in which OpenClaw or this program may keep a secret, the copies last; what is not there is listed too. */
export async function filesOf(env: Env, ground: Ground): Promise<{ listed: Listed[]; unread: string[] }> {
  const originals: Listed[] = [];
  const copies: Listed[] = [];
  const unread = new Set<string>();
  for (const { folder, names, target } of await shelvesOf(env, ground)) {
    const found = await env.files.list(folder);
    if (found.kind === "unreadable") unread.add(`${folder} cannot be listed: ${found.reason}`);
    const others = found.kind === "names" ? found.names.toSorted() : [];
    for (const [name, source] of names) {
      const listed = (other: string, isCopy: boolean) => ({ file: join(folder, other), source, isCopy, target });
      originals.push(listed(name, false));
      copies.push(...others.filter((other) => isCopyOf(name, other)).map((other) => listed(other, true)));
    }
  }
  return { listed: [...originals, ...copies], unread: [...unread] };
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
  return { folder, names: [["oauth.json", "legacy"]] };
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
