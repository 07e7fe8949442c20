import type { Env, Variables } from "../../contracts/env.ts";
import { type Agent, selectAgent } from "../../core/agents.ts";
import { homeOf, type Places, profileVariables } from "../../core/config/paths.ts";
import { readRawConfig } from "../../core/config/raw.ts";
import { substitute } from "../../core/config/substitute.ts";
import type { Config } from "../../schema/config.ts";
import type { Given } from "./expect.ts";

/** The config as TAB sees it. */
export type Live = {
  env: Env;
  places: Places;
  variables: Variables;
  /** Not checked: where something has the wrong type, whoever trips over it offers nothing. */
  config: Config;
};

/** Reads the config of the state directory that the words choose; throws where it cannot be read. */
export async function readLive(env: Env, given: Given): Promise<Live> {
  const profile = given.has("dev") ? "dev" : given.get("profile")?.at(-1);
  const own =
    profile === undefined ? env : { ...env, variables: profileVariables(env.variables, homeOf(env), profile) };
  const { places, found, ofProcess, ofFile, ofConfig } = await readRawConfig(own);
  const variables = { ...ofConfig, ...ofFile, ...ofProcess };
  const config = (found ?? {}) as Config;
  try {
    // Models of providers can be thousands, and their names come out of no variable.
    substitute({ agents: config.agents, auth: config.auth }, variables);
  } catch {
    // What needs a variable that is not set stays as it is written.
  }
  return { env: own, places, variables, config };
}

/** The agent that the words name, or the default one; throws where there is none. */
export function agentOf({ env, places, variables, config }: Live, given: Given): Agent {
  return selectAgent(config, places, variables, env.workingDir, given.get("agent")?.at(-1));
}
