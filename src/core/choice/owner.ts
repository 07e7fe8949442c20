import { AppError } from "../../contracts/error.ts";
import type { ModelChoice } from "../../schema/config.ts";
import type { Path } from "../config/edit/edit.ts";
import { normalizeId } from "../agents.ts";
import { partsOf } from "../models/choice.ts";
import type { Setup } from "../setup.ts";

/** Which of the two choices: the model that answers, or the one that looks at images. */
export type Slot = "model" | "imageModel";

/** Where a choice is written: in the defaults of all agents, or in one agent's own entry. */
export type Owner = {
  path: Path;
  agentId: string | undefined;
  own: ModelChoice | undefined;
  inherited: ModelChoice | undefined;
  /** The own model and the inherited fallbacks as the file has them, with `${NAME}` in place of its value. */
  asWritten: { primary: string | undefined; inherited: readonly string[] };
};

/** Finds the place of a choice; `agentId` is what `--agent` named, so its entry is known to exist or to be the main one. */
export function ownerOf({ config, agent, substituted }: Setup, slot: Slot, agentId: string | undefined): Owner {
  const written = (at: Path, text: string) => substituted.get(at.join(".")) ?? text;
  const shared: Path = ["agents", "defaults", slot];
  const defaults = config.agents?.defaults?.[slot];
  if (agentId === undefined) {
    const primary = typeof defaults === "string" ? written(shared, defaults) : undefined;
    return { path: shared, agentId, own: defaults, inherited: undefined, asWritten: { primary, inherited: [] } };
  }
  const listed = config.agents?.list?.findIndex(({ id }) => normalizeId(id) === agent.id) ?? -1;
  const keyed = Object.keys(config.agents?.entries ?? {}).find((id) => normalizeId(id) === agent.id);
  const entry = keyed === undefined ? config.agents?.list?.[listed] : config.agents?.entries?.[keyed];
  if (entry === undefined) {
    throw new AppError(
      "unknown_agent",
      `the config has no entry for the agent \`${agent.id}\``,
      "leave out `--agent` to change the defaults",
    );
  }
  const path = keyed === undefined ? ["agents", "list", listed, slot] : ["agents", "entries", keyed, slot];
  const own = entry[slot];
  const primary = typeof own === "string" ? written(path, own) : undefined;
  const fallbacks = partsOf(defaults).fallbacks ?? [];
  const inherited = fallbacks.map((text, index) => written([...shared, "fallbacks", index], text));
  return { path, agentId: agent.id, own, inherited: defaults, asWritten: { primary, inherited } };
}
