import * as v from "valibot";
import type { Env } from "../../contracts/env.ts";
import { join } from "../../contracts/path.ts";
import { OAuthProfile } from "../../schema/auth-store.ts";
import { agentsOf, selectAgent } from "../agents.ts";
import type { Setup } from "../setup.ts";
import { isClear } from "./health.ts";
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
  { holder, tokens, account }: Held,
  change: (copy: Held) => Promise<unknown>,
): Promise<void> {
  const isCopy = (copy: Held | undefined) => copy?.tokens.refresh?.reveal() === tokens.refresh?.reveal();
  for (const path of await storesOf(env, setup)) {
    for (const [id, profile] of await signInsOf(env, setup, path, holder.provider)) {
      const isItself = path === holder.path && id === holder.id;
      // Whoever keeps tokens in clear is not asked to unlock a keyring.
      if (isItself || (account === undefined && !isClear(profile))) continue;
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
async function signInsOf(
  env: Env,
  { names }: Setup,
  path: string,
  provider: string,
): Promise<(readonly [id: string, profile: OAuthProfile])[]> {
  const nothing: StoreContent = {};
  const { profiles = {} } = await readStore(env, path).then(
    ({ content }) => content,
    () => nothing,
  );
  return Object.entries(profiles).flatMap(([id, raw]) => {
    const parsed = v.safeParse(OAuthProfile, raw);
    const isOf = parsed.success && names.providers.canonicalId(parsed.output.provider) === provider;
    return isOf ? [[id, parsed.output] as const] : [];
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
