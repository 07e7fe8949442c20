import type { Candidate, ScanRow, Shown } from "../../schema/scan.ts";
import { agentsOf } from "../agents.ts";
import type { Slot } from "../choice/owner.ts";
import { partsOf } from "../models/choice.ts";
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
    const row = setup.names.registry.find(ref);
    const isFree = row !== undefined && setup.names.registry.isFree(row) && !setup.names.registry.isLocal(ref.provider);
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

/** What says that a model is of no more use; all else may be the network, the account or the hour. */
const DEAD: ReadonlySet<string> = new Set([
  "not_free",
  "expired",
  "model_not_found",
  "not_found",
  "format",
  "no_tools",
  "no_tool_call",
  "no_image_answer",
  "no_image_input",
]);

/** Whether a model still does what a slot is for: calls a tool, or looks at an image. */
export function verdictFor(row: ScanRow, slot: Slot): NonNullable<ScanRow["verdict"]> {
  const { ok, reason }: Shown = slot === "model" ? row.tool : row.image;
  if (ok) return "alive";
  return DEAD.has(reason ?? "") ? "dead" : "unclear";
}
