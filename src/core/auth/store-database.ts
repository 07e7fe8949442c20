import { join } from "../../contracts/path.ts";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Agent } from "../agents.ts";
import type { Places } from "../config/paths.ts";

/** A piece of a store as it was found, unchecked, and the file that it stands in. */
export type StorePart = { path: string; value: unknown };

const SHARED = (key: string) => `SELECT value_json FROM config_machine_state WHERE state_key = 'authProfiles.${key}'`;
const OWN = (table: string, column: string) =>
  `SELECT ${column}_json FROM auth_profile_${table} WHERE ${column}_key = 'primary'`;

/** Finds everything of a credential that one of these databases may hold. */
export const CREDENTIAL_QUERIES: readonly string[] = [
  SHARED("state"),
  SHARED("store"),
  OWN("state", "state"),
  OWN("store", "store"),
];

const TABLES = "SELECT name FROM sqlite_master WHERE name IN ('config_machine_state', 'auth_profile_store')";

/**
 * Reads the credentials that OpenClaw ≥ 2026.6.5 keeps in SQLite: the shared ones, then the agent's own. `undefined`
 * where no database is the store: none stands there, or it holds no credentials while a JSON store does.
 * Facts: 2026.9.6 §3, §5.
 */
export async function readDatabaseStores(
  env: Env,
  places: Places,
  agent: Agent,
  hasJson: boolean,
): Promise<{ path: string; parts: StorePart[] } | undefined> {
  const shared = join(places.stateDir, "state", "openclaw.sqlite");
  const main = join(agent.mainDir, "openclaw-agent.sqlite");
  const own = join(agent.dir, "openclaw-agent.sqlite");
  const parts: StorePart[] = [];
  let path: string | undefined;
  for (const candidate of new Set([shared, main, own])) {
    if (!(await env.files.exists(candidate)) || !(await hasTables(env, candidate))) continue;
    const isShared = candidate === shared;
    for (const query of isShared
      ? [SHARED("state"), SHARED("store")]
      : [OWN("state", "state"), OWN("store", "store")]) {
      parts.push({ path: candidate, value: await readRow(env, candidate, query) });
    }
    path = candidate;
  }
  return path === undefined || (hasJson && !parts.some(({ value }) => hasProfiles(value)))
    ? undefined
    : { path, parts };
}

/** Whether a row holds credentials, or something that cannot be told; what is wrong with it is found later. */
function hasProfiles(row: unknown): boolean {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return true;
  const profiles = (row as { profiles?: unknown }).profiles ?? {};
  return typeof profiles !== "object" || Object.keys(profiles).length > 0;
}

async function hasTables(env: Env, path: string): Promise<boolean> {
  const found = await env.databases.readText(path, TABLES);
  if (found.kind === "unreadable") throw unreadable(path, found.reason);
  return found.kind === "text";
}

function unreadable(path: string, reason: string): AppError {
  const isDenied = reason === "permission denied";
  const hint = isDenied
    ? `check it: \`ls -l ${path}\``
    : "close the other program that uses it, or run `openclaw doctor`";
  return new AppError("store_unreadable", `${path} cannot be read: ${reason}`, hint);
}

async function readRow(env: Env, path: string, query: string): Promise<unknown> {
  const row = await env.databases.readText(path, query);
  if (row.kind === "absent") return {};
  if (row.kind === "unreadable") throw unreadable(path, row.reason);
  try {
    return JSON.parse(row.text);
  } catch {
    throw unreadable(path, "its credential row is not JSON");
  }
}
