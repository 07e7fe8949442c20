import type { Env, Variables } from "../../contracts/env.ts";
import type { Config } from "../../schema/config.ts";
import type { Places } from "./paths.ts";
import { readRawConfig } from "./raw.ts";
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
  /** Where a variable stands that is not of the process: in `.env`, or in the config itself. */
  origins: ReadonlyMap<string, "dotenv" | "config">;
  /** Paths of the config whose text came out of a variable, with the text as it is written there. */
  substituted: ReadonlyMap<string, string>;
  /** Paths of keys that OpenClaw does not know. */
  unknownKeys: readonly string[];
};

/** Reads everything that decides what the user's OpenClaw would do; an absent file is an empty one. */
export async function readConfig(env: Env): Promise<ConfigRead> {
  const { places, found, ofProcess, ofFile, ofConfig } = await readRawConfig(env);
  const raw = found === undefined ? {} : found;
  const variables = { ...ofConfig, ...ofFile, ...ofProcess };
  const origins = new Map([
    ...Object.keys(ofConfig).map((name) => [name, "config"] as const),
    ...Object.keys(ofFile).map((name) => [name, "dotenv"] as const),
  ]);
  for (const name of Object.keys(ofProcess)) origins.delete(name);
  env.heed(variables);
  const substituted = new Map<string, string>();
  const config = validateConfig(substitute(raw, variables, substituted), places.configPath);
  return {
    places,
    config,
    exists: found !== undefined,
    variables,
    origins,
    substituted,
    unknownKeys: unknownKeys(raw),
  };
}
