import type { Env, Variables } from "../../contracts/env.ts";
import { join } from "../../contracts/path.ts";
import { setOwn } from "../own.ts";
import { readWithIncludes } from "./includes.ts";
import { findConfigPath, findStateDir, homeOf, type Places } from "./paths.ts";
import { unreadable } from "./unreadable.ts";

/** A config before its variables are filled in and anything in it is checked. */
export type RawConfig = {
  places: Places;
  /** What the file says, its includes with it; `undefined` when it is absent. */
  found: unknown;
  ofProcess: Variables;
  ofFile: Variables;
  ofConfig: Variables;
};

/** Finds the config and parses it; throws `config_unreadable` or `config_invalid`. */
export async function readRawConfig(env: Env): Promise<RawConfig> {
  const home = homeOf(env);
  const stateDir = await findStateDir(env, home);
  const ofProcess = setOnly(env.variables);
  const ofFile = setOnly(await readDotEnv(env, join(stateDir, ".env")));
  const configPath = await findConfigPath(env, { ...ofFile, ...ofProcess }, home, stateDir);
  const found = await readWithIncludes(env.files, configPath);
  return {
    places: { home, stateDir, configPath },
    found,
    ofProcess,
    ofFile,
    ofConfig: setOnly(configVariables(found)),
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
  throw unreadable(path, read.reason);
}

/** An empty variable counts as not set, as in OpenClaw. */
function setOnly(variables: Variables): Variables {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) if (value?.trim()) setOwn(set, name, value);
  return set;
}

/** The config's own variables: `env.vars.*`, and the strings of `env` itself, which win. */
function configVariables(raw: unknown): Variables {
  const block = (raw as { env?: unknown } | null)?.env;
  if (typeof block !== "object" || block === null) return {};
  const { vars, ...direct } = block as Record<string, unknown>;
  const nested = typeof vars === "object" && vars !== null ? Object.entries(vars) : [];
  return Object.fromEntries(
    [...nested, ...Object.entries(direct)].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
