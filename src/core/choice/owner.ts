import { AppError } from "../../contracts/error.ts";
import type { ModelChoice } from "../../schema/config.ts";
import type { Path } from "../config/edit/edit.ts";
import type { Setup } from "../setup.ts";

/** Which of the two choices: the model that answers, or the one that looks at images. */
export type Slot = "model" | "imageModel";

/** Where a choice is written: in the defaults of all agents, or in one agent's own entry. */
export type Owner = {
  path: Path;
  agentId: string | undefined;
  own: ModelChoice | undefined;
  inherited: ModelChoice | undefined;
};

/** Finds the place of a choice; `agentId` is what `--agent` named, so its entry is known to exist or to be the main one. */
export function ownerOf({ config, agent }: Setup, slot: Slot, agentId: string | undefined): Owner {
  const defaults = config.agents?.defaults?.[slot];
  if (agentId === undefined)
    return { path: ["agents", "defaults", slot], agentId: undefined, own: defaults, inherited: undefined };
  const listed = config.agents?.list?.findIndex(({ id }) => id.trim().toLowerCase() === agent.id) ?? -1;
  const keyed = Object.keys(config.agents?.entries ?? {}).find((id) => id.trim().toLowerCase() === agent.id);
  const entry = keyed === undefined ? config.agents?.list?.[listed] : config.agents?.entries?.[keyed];
  if (entry === undefined) {
    throw new AppError(
      "unknown_agent",
      `the config has no entry for the agent \`${agent.id}\``,
      "leave out `--agent` to change the defaults",
    );
  }
  const path = keyed === undefined ? ["agents", "list", listed, slot] : ["agents", "entries", keyed, slot];
  return { path, agentId: agent.id, own: entry[slot], inherited: defaults };
}

/** The parts of a choice; the string form is a primary model alone. */
export function partsOf(choice: ModelChoice | undefined): {
  primary: string | undefined;
  fallbacks: readonly string[] | undefined;
} {
  if (typeof choice === "string") return { primary: choice, fallbacks: undefined };
  return { primary: choice?.primary, fallbacks: choice?.fallbacks };
}
