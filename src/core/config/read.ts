import { join } from "node:path";
import type { Env, Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Config } from "../../schema/config.ts";
import { readWithIncludes } from "./includes.ts";
import { findConfigPath, findStateDir, homeOf, type Places } from "./paths.ts";
import { substitute } from "./substitute.ts";
import { unknownKeys } from "./unknown-keys.ts";
import { validateConfig } from "./validate.ts";

/** A config as it was found, with the variables that hold for it. */
export type ConfigRead = {
  places: Places;
  config: Config;
  exists: boolean;
  /** The process environment, then `.env` of the state directory, then the config's `env`: the first one wins. */
  variables: Variables;
  /** Paths of keys that OpenClaw does not know. */
  unknownKeys: readonly string[];
};

/** Reads everything that decides what the user's OpenClaw would do; an absent file is an empty one. */
export async function readConfig(env: Env): Promise<ConfigRead> {
  const home = homeOf(env);
  const stateDir = await findStateDir(env, home);
  const withFile = { ...(await readDotEnv(env, join(stateDir, ".env"))), ...setOnly(env.variables) };
  const configPath = await findConfigPath(env, withFile, home, stateDir);
  const found = await readWithIncludes(env.files, configPath);
  const raw = found === undefined ? {} : found;
  const variables = { ...configVariables(raw), ...withFile };
  const config = validateConfig(substitute(raw, variables), configPath);
  return {
    places: { home, stateDir, configPath },
    config,
    exists: found !== undefined,
    variables,
    unknownKeys: unknownKeys(raw),
  };
}

async function readDotEnv(env: Env, path: string): Promise<Variables> {
  const read = await env.files.read(path);
  if (read.kind === "absent") return {};
  if (read.kind === "text") {
    // A tenth of the whole run, for the few who have such a file.
    const { parseEnv } = await import("node:util");
    return parseEnv(read.text);
  }
  throw new AppError(
    "config_unreadable",
    `${path} cannot be read: ${read.reason}`,
    `check the file: \`ls -ld ${path}\``,
  );
}

/** An empty variable counts as not set, as in OpenClaw. */
function setOnly(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

/** The config's own variables: `env.vars.*` and the strings of `env`. */
function configVariables(raw: unknown): Variables {
  const block = (raw as { env?: unknown } | null)?.env;
  if (typeof block !== "object" || block === null) return {};
  const { vars, ...direct } = block as Record<string, unknown>;
  const nested = typeof vars === "object" && vars !== null ? Object.entries(vars) : [];
  return Object.fromEntries(
    [...Object.entries(direct), ...nested].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
