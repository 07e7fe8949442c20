import { join } from "../../contracts/path.ts";
import * as v from "valibot";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { type AuthStoreFile, StoredProfile, type UsageStats } from "../../schema/auth-store.ts";
import type { Agent } from "../agents.ts";
import { expandHome, variable } from "../config/paths.ts";
import type { ConfigRead } from "../config/read.ts";
import { readDatabaseStores } from "./store-database.ts";
import { parseStore } from "./store-file.ts";

/** The stored credentials of an agent, those that it inherits from the main agent included. */
export type AuthStore = {
  /** Where this agent's own credentials stand, whether or not the file is there. */
  path: string;
  kind: "json" | "sqlite";
  /** Whether any of it is there: an agent without a store of its own inherits the main agent's. */
  exists: boolean;
  profiles: ReadonlyMap<string, StoredProfile>;
  /** Entries that are no profiles: of an unknown type, or without a provider. */
  ignored: readonly string[];
  order: Readonly<Record<string, readonly string[]>>;
  usageStats: Readonly<Record<string, UsageStats>>;
};

const FILE = "auth-profiles.json";

/** Where a command looks for an agent's credentials. */
type Place = Pick<ConfigRead, "places" | "variables">;

/** What stands in each store that an agent sees, the farthest first; the entries of none are checked yet. */
export type RawStores = Pick<AuthStore, "path" | "kind" | "exists"> & { stores: readonly AuthStoreFile[] };

/**
 * Reads an agent's credentials: the main agent's, overlaid with its own. Where a newer OpenClaw keeps them in its
 * database, nothing else is read. An absent store is empty; throws `store_unreadable` or `store_invalid`.
 */
export async function readAuthStore(env: Env, place: Place, agent: Agent): Promise<AuthStore> {
  return assemble(await readRawStores(env, place, agent));
}

/** The same, with every entry as it stands there; throws as `readAuthStore` does. */
export async function readRawStores(env: Env, { places, variables }: Place, agent: Agent): Promise<RawStores> {
  const hasJson =
    (await env.files.exists(join(agent.dir, FILE))) || (await env.files.exists(join(agent.mainDir, FILE)));
  const database = await readDatabaseStores(env, places, agent, hasJson);
  if (database !== undefined) return { path: database.path, kind: "sqlite", exists: true, stores: database.stores };
  const dirs = agent.dir === agent.mainDir ? [agent.dir] : [agent.mainDir, agent.dir];
  const oauthDir = variable(variables, "OPENCLAW_OAUTH_DIR");
  const legacyOAuth = join(
    oauthDir === undefined ? join(places.stateDir, "credentials") : expandHome(oauthDir, places.home, env.workingDir),
    "oauth.json",
  );
  const stores = await Promise.all(
    dirs.map((dir) => readDir(env, dir, dir === agent.mainDir ? legacyOAuth : undefined)),
  );
  const path = join(agent.dir, FILE);
  return { path, kind: "json", exists: await env.files.exists(path), stores };
}

async function readDir(env: Env, dir: string, legacyOAuth: string | undefined): Promise<AuthStoreFile> {
  const current = await readJson(env, join(dir, FILE));
  if (current !== undefined) return parseStore(current, join(dir, FILE));
  const legacy = await readJson(env, join(dir, "auth.json"));
  const oauth = legacyOAuth === undefined ? undefined : await readJson(env, legacyOAuth);
  return { profiles: { ...legacyProfiles(oauth, "oauth"), ...legacyProfiles(legacy, undefined) } };
}

async function readJson(env: Env, path: string): Promise<unknown> {
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
    return JSON.parse(read.text);
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

function assemble({ path, kind, exists, stores }: RawStores): AuthStore {
  const profiles = new Map<string, StoredProfile>();
  const ignored: string[] = [];
  for (const [id, value] of stores.flatMap((store) => Object.entries(store.profiles ?? {}))) {
    const profile = v.safeParse(StoredProfile, value);
    if (profile.success && profile.output.provider.trim() !== "") profiles.set(id, profile.output);
    else ignored.push(id);
  }
  return {
    path,
    kind,
    exists,
    profiles,
    ignored,
    order: Object.assign({}, ...stores.map((store) => store.order ?? {})),
    usageStats: Object.assign({}, ...stores.map((store) => store.usageStats ?? {})),
  };
}
