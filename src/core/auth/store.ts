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

/**
 * Reads an agent's credentials: the main agent's, overlaid with its own. Where a newer OpenClaw keeps them in its
 * database, nothing else is read. An absent store is empty; throws `store_unreadable` or `store_invalid`.
 */
export async function readAuthStore(env: Env, { places, variables }: ConfigRead, agent: Agent): Promise<AuthStore> {
  const hasJson =
    (await env.files.exists(join(agent.dir, FILE))) || (await env.files.exists(join(agent.mainDir, FILE)));
  const database = await readDatabaseStores(env, places, agent, hasJson);
  if (database !== undefined) return assemble(database.path, "sqlite", true, database.stores);
  const dirs = agent.dir === agent.mainDir ? [agent.dir] : [agent.mainDir, agent.dir];
  const oauthDir = variable(variables, "OPENCLAW_OAUTH_DIR");
  const legacyOAuth = join(
    oauthDir === undefined ? join(places.stateDir, "credentials") : expandHome(oauthDir, places.home, env.workingDir),
    "oauth.json",
  );
  const stores = await Promise.all(
    dirs.map((dir) => readDir(env, dir, dir === agent.mainDir ? legacyOAuth : undefined)),
  );
  return assemble(join(agent.dir, FILE), "json", await env.files.exists(join(agent.dir, FILE)), stores);
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

function assemble(path: string, kind: AuthStore["kind"], exists: boolean, stores: readonly AuthStoreFile[]): AuthStore {
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
