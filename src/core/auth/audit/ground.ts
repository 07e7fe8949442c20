import * as v from "valibot";
import type { Env, Variables } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { join } from "../../../contracts/path.ts";
import type { AgentEntry, Config } from "../../../schema/config.ts";
import { type Agent, agentsOf, selectAgent } from "../../agents.ts";
import { findConfigPath, findStateDir, homeOf, type Places, stateDirsOf } from "../../config/paths.ts";
import { type RawConfig, readRawConfig } from "../../config/raw.ts";
import { readConfig } from "../../config/read.ts";
import { substitute } from "../../config/substitute.ts";

/** A folder of credentials. No command is about one that the config names no agent for; an orphan is of no use at all. */
export type Target = { dir: string; command: { agent: Agent; option: string } | undefined; isOrphan: boolean };

/** What an audit stands on, as far as a config that may be broken tells. */
export type Ground = {
  places: Places;
  variables: Variables;
  /** The state directory, then the legacy ones that an older version may have left behind. */
  stateDirs: string[];
  targets: Target[];
  /** Whether one agent was asked about, and none of the others. */
  isOfOne: boolean;
  /** The ids of the profiles that the config declares. */
  profileIds: string[];
  /** What is wrong with the config for OpenClaw too. */
  warnings: string[];
  /** What could not be looked at. */
  unread: string[];
};

type Read = Omit<Ground, "targets" | "stateDirs" | "isOfOne" | "profileIds"> & { config: Config };

/** Finds where credentials may stand, of one agent or of all. Throws `unknown_agent`. */
export async function readGround(env: Env, requested: string | undefined): Promise<Ground> {
  const { config, ...read } = await readLeniently(env);
  const { places } = read;
  const stateDirs = [...new Set([places.stateDir, ...stateDirsOf(env, places.home)])];
  const folders: string[] = [];
  for (const dir of stateDirs) {
    const agents = join(dir, "agents");
    const found = await env.files.list(agents);
    for (const name of found.kind === "names" ? found.names.toSorted() : []) {
      const folder = join(agents, name);
      // Files lie there too, those of a file manager say.
      if ((await env.files.list(folder)).kind !== "absent") folders.push(join(folder, "agent"));
    }
  }
  const targets = targetsOf(env, read, config, requested, folders);
  return {
    ...read,
    stateDirs,
    targets,
    isOfOne: requested !== undefined,
    profileIds: Object.keys(config.auth?.profiles ?? {}),
  };
}

function targetsOf(
  env: Env,
  { places, variables }: Pick<Read, "places" | "variables">,
  config: Config,
  requested: string | undefined,
  folders: readonly string[],
): Target[] {
  const select = (id?: string) => selectAgent(config, places, variables, env.workingDir, id);
  const targetOf = (agent: Agent, option: string): Target => ({
    dir: agent.dir,
    command: { agent, option },
    isOrphan: false,
  });
  const selected = select(requested);
  const all = new Map<string, Target>();
  const add = (target: Target) => {
    if (!all.has(target.dir)) all.set(target.dir, target);
  };
  add(targetOf(select(), ""));
  for (const id of agentsOf(config).keys()) add(targetOf(select(id), ` --agent ${id}`));
  // Every agent inherits from main, also where the config does not name it.
  for (const dir of [selected.mainDir, join(places.stateDir, "agents", "main", "agent")])
    add({ dir, command: undefined, isOrphan: false });
  for (const dir of folders) add({ dir, command: undefined, isOrphan: true });
  const isAsked = ({ dir }: Target) => requested === undefined || dir === selected.dir || dir === selected.mainDir;
  return [...all.values()].filter(isAsked);
}

/** Reads the config; where OpenClaw could not use it either, what of it finds the agents. */
async function readLeniently(env: Env): Promise<Read> {
  try {
    return { ...(await readConfig(env)), warnings: [], unread: [] };
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith("config_")) throw error;
    const raw = await readRawConfig(env).catch(() => undefined);
    const places = raw?.places ?? (await findPlaces(env));
    const variables = { ...raw?.ofConfig, ...raw?.ofFile, ...(raw?.ofProcess ?? env.variables) };
    const roster = raw === undefined ? undefined : rosterOf(raw, variables);
    const unread = roster === undefined ? ["folders that only the config names were not looked for"] : [];
    const config = roster ?? { agents: { entries: await agentsByFolder(env, places) } };
    return { config, places, variables, warnings: [error.message], unread };
  }
}

const entry = { default: v.optional(v.boolean()), agentDir: v.optional(v.string()) };
/** What finds the files of the agents; whatever else is wrong with the config does not matter. */
const Roster = v.object({
  agents: v.optional(
    v.object({
      list: v.optional(v.array(v.object({ id: v.string(), ...entry }))),
      entries: v.optional(v.record(v.string(), v.object(entry))),
    }),
  ),
});

function rosterOf({ found = {} }: RawConfig, variables: Variables): Config | undefined {
  const parsed = v.safeParse(Roster, found);
  if (!parsed.success) return undefined;
  try {
    substitute(parsed.output, variables);
    return parsed.output;
  } catch {
    // A folder is named by a variable that is not set.
    return undefined;
  }
}

async function agentsByFolder(env: Env, { stateDir }: Places): Promise<Record<string, AgentEntry>> {
  const found = await env.files.list(join(stateDir, "agents"));
  const names = found.kind === "names" ? found.names : [];
  return Object.fromEntries(names.filter((name) => /^[a-z0-9][a-z0-9_-]*$/.test(name)).map((name) => [name, {}]));
}

async function findPlaces(env: Env): Promise<Places> {
  const home = homeOf(env);
  const stateDir = await findStateDir(env, home);
  return { home, stateDir, configPath: await findConfigPath(env, env.variables, home, stateDir) };
}
