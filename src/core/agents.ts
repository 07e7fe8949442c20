import { join } from "../contracts/path.ts";
import type { Variables } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import type { AgentEntry, Config } from "../schema/config.ts";
import { expandHome, type Places, variable } from "./config/paths.ts";
import { didYouMean, suggest } from "./models/suggest.ts";

/** The agent that a command is about. */
export type Agent = {
  id: string;
  /** Where its credentials stand. */
  dir: string;
  /** Where the main agent's stand: an agent inherits them. */
  mainDir: string;
  entry: AgentEntry | undefined;
};

const MAIN = "main";

/** The configured agents by id, from the list of older and the roster of newer versions. */
export function agentsOf(config: Config): Map<string, AgentEntry> {
  const listed = (config.agents?.list ?? []).map((entry) => [normalizeId(entry.id), entry] as const);
  const keyed = Object.entries(config.agents?.entries ?? {}).map(([id, entry]) => [normalizeId(id), entry] as const);
  return new Map([...listed, ...keyed]);
}

/** Decides for every command which agent it is about; throws `unknown_agent` with those that exist. */
export function selectAgent(
  config: Config,
  places: Places,
  variables: Variables,
  workingDir: string,
  requested: string | undefined,
): Agent {
  const agents = agentsOf(config);
  const absolute = (path: string) => expandHome(path, places.home, workingDir);
  const dirOf = (id: string) => {
    const own = agents.get(id)?.agentDir?.trim();
    return own ? absolute(own) : join(places.stateDir, "agents", id, "agent");
  };
  const override = variable(variables, "OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR");
  const id = requested === undefined ? defaultAgentId(agents) : normalizeId(requested);
  if (requested !== undefined && !agents.has(id) && !(agents.size === 0 && id === MAIN))
    throw unknownAgent(requested, agents);
  const dir = requested === undefined && override !== undefined ? absolute(override) : dirOf(id);
  return { id, dir, mainDir: override === undefined ? dirOf(MAIN) : absolute(override), entry: agents.get(id) };
}

function defaultAgentId(agents: Map<string, AgentEntry>): string {
  const marked = [...agents].find(([, entry]) => entry.default === true)?.[0];
  const sole = agents.size === 1 ? [...agents.keys()][0] : undefined;
  return marked ?? sole ?? MAIN;
}

/** Ids name directories: lower case, and nothing that leads elsewhere, as in OpenClaw. */
export function normalizeId(id: string): string {
  const lower = id.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(lower)) return lower;
  const safe = lower.replace(/[^a-z0-9_-]+/g, "-");
  return safe.replace(/^-+|-+$/g, "").slice(0, 64) || MAIN;
}

function unknownAgent(requested: string, agents: Map<string, AgentEntry>): AppError {
  const ids = agents.size === 0 ? [MAIN] : [...agents.keys()];
  const near = suggest(requested, ids);
  const all = `agents: ${ids.map((id) => `\`${id}\``).join(", ")}`;
  return new AppError(
    "unknown_agent",
    `there is no agent \`${requested}\``,
    near.length > 0 ? `${didYouMean(near, "")} ${all}` : all,
  );
}
