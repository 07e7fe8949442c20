import type { Env } from "../../contracts/env.ts";
import { join } from "../../contracts/path.ts";
import { agentsOf, selectAgent } from "../agents.ts";
import type { Setup } from "../setup.ts";
import { type Held, readHeld } from "./held.ts";
import { readStore, type StoreContent, storePathOf } from "./keep.ts";

/**
 * Does the same to every copy of a profile: OpenClaw gives a new agent the main agent's tokens as they are, and a refresh
 * token that comes twice ends the sign-in for all of them. A copy that cannot be changed is left; its agent is told when
 * it is refused.
 */
export async function eachCopy(
  env: Env,
  setup: Setup,
  { holder, tokens, account }: Held,
  change: (copy: Held) => Promise<unknown>,
): Promise<void> {
  const refresh = tokens.refresh?.reveal();
  if (account !== undefined || refresh === undefined) return;
  for (const path of await storesOf(env, setup)) {
    if (path === holder.path || !(await holdsRefreshToken(env, path, holder.id, refresh))) continue;
    await env.writer
      .lockedStore(path, async () => {
        const copy = await readHeld(env, { ...holder, path });
        if (copy.tokens.refresh?.reveal() === refresh) await change(copy);
      })
      .catch(() => {});
  }
}

async function holdsRefreshToken(env: Env, path: string, id: string, refresh: string): Promise<boolean> {
  const nothing: StoreContent = {};
  const { profiles = {} } = await readStore(env, path).then(
    ({ content }) => content,
    () => nothing,
  );
  return Object.hasOwn(profiles, id) && profiles[id]?.["refresh"] === refresh;
}

/** The stores of all agents: of those that the config names, and of those that have only a directory. */
async function storesOf(env: Env, { config, places, variables, agent }: Setup): Promise<Set<string>> {
  const folder = join(places.stateDir, "agents");
  const named = [...agentsOf(config).keys()].map((id) =>
    storePathOf(selectAgent(config, places, variables, env.workingDir, id)),
  );
  const listed = await env.files.list(folder);
  const names = listed.kind === "names" ? listed.names : [];
  const found = names.map((name) => join(folder, name, "agent", "auth-profiles.json"));
  return new Set([storePathOf({ ...agent, dir: agent.mainDir }), ...named, ...found]);
}
