import { join } from "node:path";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { AuthStoreFile } from "../../schema/auth-store.ts";
import type { Agent } from "../agents.ts";
import type { Places } from "../config/paths.ts";
import { parseStore } from "./store-file.ts";

const SHARED = (key: string) => `SELECT value_json FROM config_machine_state WHERE state_key = 'authProfiles.${key}'`;
const OWN = (table: string, column: string) =>
  `SELECT ${column}_json FROM auth_profile_${table} WHERE ${column}_key = 'primary'`;

/**
 * Reads the credentials that OpenClaw ≥ 2026.6.5 keeps in SQLite: the shared ones, then the agent's own.
 * `undefined` where no such database stands. Facts: 2026.9.6 §3.
 */
export async function readDatabaseStores(
  env: Env,
  places: Places,
  agent: Agent,
): Promise<{ path: string; stores: AuthStoreFile[] } | undefined> {
  const shared = join(places.stateDir, "state", "openclaw.sqlite");
  const main = join(agent.mainDir, "openclaw-agent.sqlite");
  const own = join(agent.dir, "openclaw-agent.sqlite");
  const present: string[] = [];
  for (const path of new Set([shared, main, own])) {
    if (await env.files.exists(path)) present.push(path);
  }
  const last = present.at(-1);
  if (last === undefined) return undefined;
  const stores: AuthStoreFile[] = [];
  for (const path of present) {
    const store = await readRow(env, path, path === shared ? SHARED("store") : OWN("store", "store"));
    const state = await readRow(env, path, path === shared ? SHARED("state") : OWN("state", "state"));
    stores.push({ ...state, ...store });
  }
  return { path: last, stores };
}

async function readRow(env: Env, path: string, query: string): Promise<AuthStoreFile> {
  const row = await env.databases.readText(path, query);
  if (row.kind === "absent") return {};
  const broken = (reason: string) =>
    new AppError(
      "store_unreadable",
      `${path} cannot be read: ${reason}`,
      "close the other program that uses it, or run `openclaw doctor`",
    );
  if (row.kind === "unreadable") throw broken(row.reason);
  try {
    return parseStore(JSON.parse(row.text), path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw broken("its credential row is not JSON");
  }
}
