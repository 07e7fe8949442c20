import { agentsOf } from "../../../core/agents.ts";
import type { Source } from "../../../core/auth/sources.ts";
import { isUsable } from "../../../core/auth/state.ts";
import type { AuthStore } from "../../../core/auth/store.ts";
import { shellWord } from "../../../core/command-line.ts";
import { variable } from "../../../core/config/paths.ts";
import { comesOfSignIn } from "../../../core/login/ways.ts";
import type { Setup } from "../../../core/setup.ts";
import type { Problem } from "../../../schema/status.ts";

const MAIN = " --agent main";

/** What decides on the command that mends a credential. */
type Place = { setup: Setup; store: AuthStore; provider: string; isInherited: boolean; isAgentNamed: boolean };

/** What to run for a credential that cannot be used, or not for long; `null` where nothing is broken. */
export function mend({ name, state, detail, health, profile }: Source, place: Place): string | null {
  const isSound = isUsable(state) && health?.status !== "missing" && health?.status !== "expiring";
  if (isSound || state === "left_out") return null;
  if (state === "unset") return `set ${detail}: \`export ${detail}=…\``;
  if (place.store.kind === "sqlite") return "use OpenClaw's own command: this version only reads its database";
  const declared = place.setup.config.auth?.profiles ?? {};
  const entry = Object.hasOwn(declared, name) ? declared[name] : undefined;
  const isThere = profile !== undefined;
  const word = shellWord(name);
  const flag = agentFlag(place);
  // A profile that is inherited is removed where it stands, or not at all.
  const isElsewhere = place.isInherited && flag !== MAIN;
  const forget = isThere || entry !== undefined ? `\`openclaw models auth logout ${word}${flag}\`` : takeOut(place);
  const otherwise = isElsewhere ? "" : `, or ${forget}`;
  const type = profile?.type ?? entry?.mode;
  const replace = isThere ? " --replace" : "";
  if (comesOfSignIn(type, place.setup.names.providers.find(place.provider)))
    return `\`openclaw models auth login --provider ${shellWord(place.provider)} --profile-id ${word}${replace}${flag}\`${otherwise}`;
  if (type === "oauth") return `sign in${isThere ? " again" : ""} with OpenClaw itself${otherwise}`;
  const paste = type === "token" ? "paste-token" : "paste-api-key";
  return `\`openclaw models auth ${paste} --provider ${shellWord(place.provider)} --profile-id ${word}${replace}${flag}\`${otherwise}`;
}

/** A profile that is named for a provider, but stored for another one. */
export function misplaced({ name, detail }: Source, place: Place): Problem {
  const message = `${name} is named for ${place.provider}, but belongs to ${detail}`;
  return { severity: "warning", message, hint: takeOut(place) };
}

/** How a name goes out of what decides on a provider's profiles: the order of the store, of the config, or its profiles. */
function takeOut(place: Place): string {
  const { setup, store, provider } = place;
  const nameIn = (order: Readonly<Record<string, unknown>> = {}) =>
    Object.keys(order).find((id) => setup.names.providers.canonicalId(id) === provider);
  if (nameIn(store.order) !== undefined && store.kind === "json")
    return `\`openclaw models auth order clear --provider ${shellWord(provider)}${agentFlag({ ...place, isInherited: false })}\``;
  if (nameIn(store.order) !== undefined) return "change the order with OpenClaw's own command";
  const named = nameIn(setup.config.auth?.order);
  return named === undefined
    ? "give it its own provider in `auth.profiles` of the config"
    : `take it out of \`auth.order.${named}\` in the config`;
}

/** The option that makes a command be about the agent which holds the profile. */
function agentFlag({ setup, isInherited, isAgentNamed }: Place): string {
  const { config, variables, agent } = setup;
  const canNameMain =
    agentsOf(config).has("main") && variable(variables, "OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR") === undefined;
  if (isInherited && canNameMain) return MAIN;
  return isAgentNamed ? ` --agent ${agent.id}` : "";
}
