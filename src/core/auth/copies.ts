import type { Env } from "../../contracts/env.ts";
import { join } from "../../contracts/path.ts";
import { agentsOf, selectAgent } from "../agents.ts";
import type { Setup } from "../setup.ts";
import { type Held, readHeld } from "./held.ts";
import { readStore, type StoreContent, storePathOf } from "./keep.ts";
import { catchUp } from "./settle.ts";

/**
 * Does the same to every other profile with the same refresh token: OpenClaw gives a new agent the main agent's tokens as
 * they are, people copy profiles, and a refresh token that comes twice ends the sign-in for all of them. A copy that
 * cannot be changed is left; it is known by its hash then.
 */
export async function eachCopy(
  env: Env,
  setup: Setup,
  original: Held,
  change: (copy: Held) => Promise<unknown>,
): Promise<void> {
  const { holder, tokens, account } = original;
  const isCopy = (copy: Held | undefined) => copy?.tokens.refresh?.reveal() === tokens.refresh?.reveal();
  for (const path of await storesOf(env, setup)) {
    for (const id of await idsOf(env, setup, path, holder.provider)) {
      if (path === holder.path && id === holder.id) continue;
      const read = () => readHeld(env, { ...holder, id, path });
      const seen = await read().catch(() => undefined);
      // What is described by two stores stands in one entry, which has been changed already.
      const isOneEntry = account !== undefined && seen?.account === account;
      if (!isOneEntry && !isCopy(seen)) continue;
      const work = async () => {
        const copy = await read();
        await (isCopy(copy) ? change(copy) : catchUp(env, copy));
      };
      await env.writer.lockedStore(path, work).catch(() => {});
    }
  }
}

/** The sign-ins at a provider that a store names; none where it cannot be read. */
async function idsOf(env: Env, { names }: Setup, path: string, provider: string): Promise<string[]> {
  const nothing: StoreContent = {};
  const { profiles = {} } = await readStore(env, path).then(
    ({ content }) => content,
    () => nothing,
  );
  const { canonicalId } = names.providers;
  return Object.keys(profiles).filter((id) => {
    const { type, provider: named } = profiles[id] ?? {};
    return type === "oauth" && typeof named === "string" && canonicalId(named) === provider;
  });
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
