import type { Skill } from "../../contracts/wire.ts";
import type { Candidate, ScanRow, Shown } from "../../schema/scan.ts";
import { agentsOf } from "../agents.ts";
import type { Slot } from "../choice/owner.ts";
import { partsOf } from "../models/choice.ts";
import type { Registry } from "../models/registry.ts";
import type { Ref } from "../models/ref.ts";
import { resolveConfigured } from "../models/resolve.ts";
import type { Setup } from "../setup.ts";

/** A free model of the config, and everywhere that it is named. */
export type Configured = { ref: Ref; candidate: Candidate; roles: Role[] };

/** A place in the config, tagged as `models list` does; without an agent it is one of the defaults. */
export type Role = { agentId: string | undefined; slot: Slot; tag: string; isFallback: boolean };

const TAGS: Readonly<Record<Slot, readonly [primary: string, fallback: string]>> = {
  model: ["default", "fallback"],
  imageModel: ["image", "img-fallback"],
};

/** The free models among those that the defaults and the agents name; `free` are those that are known to be so. */
export function freeConfigured(setup: Setup, free: readonly Candidate[]): Configured[] {
  const known = new Map(free.map((candidate) => [candidate.modelRef, candidate]));
  const found = new Map<string, Configured>();
  const add = (text: string, role: Role) => {
    const { ref } = resolveConfigured(text, setup.names);
    const { registry } = setup.names;
    const isFree = isOrWasFree(ref, registry) && !registry.isLocal(ref.provider);
    if (!known.has(ref.key) && !isFree && !isNamedFree(ref)) return;
    const entry = found.get(ref.key) ?? { ref, candidate: known.get(ref.key) ?? unlisted(ref), roles: [] };
    entry.roles.push(role);
    found.set(ref.key, entry);
  };
  const owners = [[undefined, setup.config.agents?.defaults ?? {}] as const, ...agentsOf(setup.config)];
  for (const [agentId, owner] of owners) {
    const whose = agentId === undefined ? "" : `${agentId}: `;
    for (const slot of ["model", "imageModel"] as const) {
      const { primary, fallbacks = [] } = partsOf(owner[slot]);
      const [first, other] = TAGS[slot];
      if (primary !== undefined) add(primary, { agentId, slot, tag: whose + first, isFallback: false });
      fallbacks.forEach((text, index) =>
        add(text, { agentId, slot, tag: `${whose}${other}#${index + 1}`, isFallback: true }),
      );
    }
  }
  return [...found.values()];
}

const isNamedFree = ({ provider, model }: Ref) => provider === "openrouter" && model.endsWith(":free");

/** Whether a model costs nothing, or cost nothing until it was withdrawn. */
export function isOrWasFree(ref: Ref, registry: Registry): boolean {
  const row = registry.find(ref);
  return row !== undefined && registry.isFree({ ...row, retired: false });
}

/** What is configured, but not in a list that was read: OpenRouter names all that is free there. */
function unlisted({ key, provider, model }: Ref): Candidate {
  return {
    id: model,
    name: model,
    provider,
    modelRef: key,
    contextLength: null,
    maxCompletionTokens: null,
    supportedParametersCount: null,
    supportsToolsMeta: null,
    modality: null,
    inferredParamB: null,
    createdAtMs: null,
    expiresAtMs: null,
    pricing: null,
    isFree: provider !== "openrouter",
  };
}

/** The list itself says that a model is of no more use. */
type Fate = "expired" | "not_free";

/**
 * What the list says of a model that is configured. One that calls itself free is asked even where the list is silent:
 * that costs nothing, and proves it. What costs something by now is not asked.
 */
export function fateOf(
  { ref, candidate }: Configured,
  list: { from: "network" | "cache" },
  now: number,
): Fate | undefined {
  if (candidate.expiresAtMs !== null && candidate.expiresAtMs <= now) return "expired";
  const isUnlisted = ref.provider === "openrouter" && !candidate.isFree;
  return isUnlisted && !isNamedFree(ref) && list.from === "network" ? "not_free" : undefined;
}

/** What an agent of that slot needs of its model. */
const SKILLS: Readonly<Record<Slot, Skill>> = { model: "tool", imageModel: "image" };

/** Whether a model is named where that skill is needed. */
export function needs({ roles }: Configured, skill: Skill): boolean {
  return roles.some(({ slot }) => SKILLS[slot] === skill);
}

/** What says that a model is of no more use; all else may be the network, the account, its host, the address or the hour. */
const DEAD: ReadonlySet<string> = new Set([
  "not_free",
  "expired",
  "model_not_found",
  "no_tools",
  "no_tool_call",
  "no_image_answer",
]);

/** Whether an answer, or the list, speaks against a model. */
export const isAgainst = ({ ok, reason }: Shown) => !ok && DEAD.has(reason ?? "");

/** What both times together say of a skill that failed the first time. */
export function together(first: Shown, second: Shown): Shown {
  return { ...second, runs: first.runs + second.runs, okRuns: first.okRuns + second.okRuns };
}

/** Whether a model still does what a slot is for: calls a tool, or looks at an image. */
export function verdictFor(row: ScanRow, slot: Slot): NonNullable<ScanRow["verdict"]> {
  const shown = row[SKILLS[slot]];
  if (shown.ok) return "alive";
  return isAgainst(shown) ? "dead" : "unclear";
}
