import { join } from "../../contracts/path.ts";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Agent } from "../agents.ts";
import { expandHome, variable } from "../config/paths.ts";
import type { ConfigRead } from "../config/read.ts";
import { readDatabaseStores, type StorePart } from "./store-database.ts";

const FILE = "auth-profiles.json";

/** What a command needs to know to find an agent's credentials. */
export type Place = Pick<ConfigRead, "places" | "variables">;

/** Everything that an agent's credentials are put together from, the farthest first: what comes later wins. */
export type RawStores = {
  /** Where this agent's own credentials stand, whether or not the file is there. */
  path: string;
  kind: "json" | "sqlite";
  /** Whether any of it is there: an agent without a store of its own inherits the main agent's. */
  exists: boolean;
  parts: readonly StorePart[];
};

/**
 * Finds the stores of an agent: the main agent's, then its own. Where a newer OpenClaw keeps them in its database,
 * nothing else is read. Throws `store_unreadable`, or `store_invalid` for what is no JSON.
 */
export async function readRawStores(env: Env, { places, variables }: Place, agent: Agent): Promise<RawStores> {
  const hasJson =
    (await env.files.exists(join(agent.dir, FILE))) || (await env.files.exists(join(agent.mainDir, FILE)));
  const database = await readDatabaseStores(env, places, agent, hasJson);
  if (database !== undefined) return { kind: "sqlite", exists: true, ...database };
  const dirs = agent.dir === agent.mainDir ? [agent.dir] : [agent.mainDir, agent.dir];
  const oauthDir = variable(variables, "OPENCLAW_OAUTH_DIR");
  const legacyOAuth = join(
    oauthDir === undefined ? join(places.stateDir, "credentials") : expandHome(oauthDir, places.home, env.workingDir),
    "oauth.json",
  );
  const parts: StorePart[] = [];
  for (const dir of dirs) parts.push(await readDir(env, dir, dir === agent.mainDir ? legacyOAuth : undefined));
  const path = join(agent.dir, FILE);
  return { path, kind: "json", exists: await env.files.exists(path), parts };
}

async function readDir(env: Env, dir: string, legacyOAuth: string | undefined): Promise<StorePart> {
  const path = join(dir, FILE);
  const current = await readJson(env, path);
  if (current !== undefined) return { path, value: current };
  const legacy = await readJson(env, join(dir, "auth.json"));
  const oauth = legacyOAuth === undefined ? undefined : await readJson(env, legacyOAuth);
  const profiles = { ...legacyProfiles(oauth, "oauth"), ...legacyProfiles(legacy, undefined) };
  return { path, value: { profiles } };
}

async function readJson(env: Env, path: string): Promise<unknown> {
  return (await readStoreFile(env, path))?.value;
}

/** Reads one file of credentials as it stands there, if it does; throws `store_unreadable`, or `store_invalid` for no JSON. */
export async function readStoreFile(env: Env, path: string): Promise<{ text: string; value: unknown } | undefined> {
  const read = await env.files.read(path);
  if (read.kind === "absent") return undefined;
  if (read.kind === "unreadable") {
    throw new AppError(
      "store_unreadable",
      `${path} cannot be read: ${read.reason}`,
      `check the file: \`ls -ld ${path}\``,
    );
  }
  try {
    return { text: read.text, value: JSON.parse(read.text) };
  } catch {
    throw new AppError(
      "store_invalid",
      `${path} is not valid JSON`,
      "mend it, or move it away and sign in again; nothing was changed",
    );
  }
}

/** The older form, `{provider: credential}`, as profiles named `<provider>:default`. */
function legacyProfiles(value: unknown, type: string | undefined): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, credential]) => typeof credential === "object" && credential !== null)
      .map(([provider, credential]) => [
        `${provider}:default`,
        { provider, ...(type === undefined ? {} : { type }), ...credential },
      ]),
  );
}
