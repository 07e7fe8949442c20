import * as v from "valibot";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { StoredProfile } from "../../schema/auth-store.ts";
import { agentsOf, selectAgent } from "../agents.ts";
import { writesForbiddenBy } from "../config/change/change.ts";
import { didYouMean, suggest } from "../models/suggest.ts";
import type { Setup } from "../setup.ts";
import { readStore, storePathOf } from "./keep.ts";
import { readRawStores } from "./raw-stores.ts";
import { parseStore } from "./store-file.ts";

/** Where a stored profile stands: in the agent's own store, or in that of the main agent, from whom it inherits. */
export type Holder = {
  id: string;
  provider: string;
  profile: StoredProfile;
  path: string;
  /** What makes a command be about the agent that holds it. */
  agentFlag: string;
};

/**
 * Finds the one store that may be changed for a profile. Throws `unknown_profile`; `file_unwritable` where that store is
 * a newer OpenClaw's database or an older one's file, or where nothing may be written.
 */
export async function findHolder(env: Env, setup: Setup, id: string): Promise<Holder> {
  const { agent, variables, names } = setup;
  const { kind, parts, path: database } = await readRawStores(env, setup, agent);
  const holders = parts.map(({ path, value }) => ({ path, profiles: parseStore(value, path).profiles ?? {} }));
  const found = holders.findLast(({ profiles }) => Object.hasOwn(profiles, id));
  if (found === undefined)
    throw unknownProfile(
      id,
      holders.flatMap(({ profiles }) => Object.keys(profiles)),
    );
  const parsed = v.safeParse(StoredProfile, found.profiles[id]);
  if (!parsed.success)
    throw new AppError(
      "unknown_profile",
      `\`${id}\` is stored in a form that this version does not know`,
      LET_OPENCLAW,
    );
  if (kind === "sqlite")
    throw new AppError("file_unwritable", `OpenClaw keeps \`${id}\` in ${database} and renews it itself`, LET_OPENCLAW);
  const { path } = found;
  if ((await readStore(env, path)).text === undefined)
    throw new AppError(
      "file_unwritable",
      `\`${id}\` stands in a file of an older OpenClaw, which renews it`,
      LET_OPENCLAW,
    );
  const forbidden = writesForbiddenBy(variables);
  if (forbidden !== undefined)
    throw new AppError(
      "file_unwritable",
      `\`${id}\` cannot be renewed: ${forbidden} is set, so the new tokens could not be stored`,
      "renew it where the files may be changed",
    );
  const provider = names.providers.canonicalId(parsed.output.provider);
  return { id, provider, profile: parsed.output, path, agentFlag: agentFlagOf(env, setup, path) };
}

/** Of a database, or of a file that is read but never written here. */
const LET_OPENCLAW = "use OpenClaw itself once: it renews what it uses";

function unknownProfile(id: string, known: readonly string[]): AppError {
  const near = suggest(id, known);
  const list = "list them with `openclaw models auth list`";
  return new AppError("unknown_profile", `there is no stored profile \`${id}\``, didYouMean(near, list));
}

/** Nothing where a command is about that agent by itself, or where the main agent cannot be named. */
function agentFlagOf(env: Env, { config, places, variables, agent }: Setup, path: string): string {
  const usual = selectAgent(config, places, variables, env.workingDir, undefined);
  if (storePathOf(usual) === path) return "";
  if (storePathOf(agent) === path) return ` --agent ${agent.id}`;
  return agentsOf(config).has("main") ? " --agent main" : "";
}
