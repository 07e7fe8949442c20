import { type Command, defineCommand } from "../../contracts/command.ts";
import { agentsOf } from "../../core/agents.ts";
import { allow } from "../../core/choice/allowlist.ts";
import { ownerOf, type Slot } from "../../core/choice/owner.ts";
import { primaryEdit } from "../../core/choice/primary.ts";
import { partsOf } from "../../core/models/choice.ts";
import { nearModels } from "../../core/models/near.ts";
import {
  type Names,
  requireKnownProvider,
  type Resolution,
  resolveConfigured,
  resolveTyped,
} from "../../core/models/resolve.ts";
import { didYouMean } from "../../core/models/suggest.ts";
import type { Setup } from "../../core/setup.ts";
import { ChangeResult } from "../../schema/change.ts";
import { DRY_RUN, FORCE, MODEL, OWNER } from "../arguments.ts";
import { changeConfig, type Decision } from "./change.ts";
import { changeView } from "./change-view.ts";

const ARGS = { ...MODEL, ...OWNER, ...DRY_RUN, ...FORCE };

/** The two commands that choose a model: the one that answers, and the one that looks at images. */
export function defineSetCommand(name: string, slot: Slot, noun: string): Command<typeof ARGS, typeof ChangeResult> {
  return defineCommand({
    args: ARGS,
    examples: [
      { run: `openclaw models ${name} openai/gpt-5.2`, about: `Make it the ${noun}` },
      {
        run: `openclaw models ${name} fast --agent work --dry-run`,
        about: "See what would change for one agent, by an alias",
      },
    ],
    result: ChangeResult,
    run: (env, args) =>
      changeConfig(env, args, (setup) =>
        decideModel(setup, { slot, noun, typed: args.model, agent: args.agent, isForced: args.force }),
      ),
    warnings: ({ warnings }) => warnings,
    human: changeView,
  });
}

type Chosen = { slot: Slot; noun: string; typed: string; agent: string | undefined; isForced: boolean };

/** Decides what makes a model the one that answers, or the one that looks at images. */
export function decideModel(setup: Setup, { slot, noun, typed, agent, isForced }: Chosen): Decision {
  const { names } = setup;
  const model = resolveTyped(typed, names);
  requireKnownProvider(model.ref, names);
  const owner = ownerOf(setup, slot, agent);
  const { primary } = partsOf(owner.own);
  const isSame = primary !== undefined && resolveConfigured(primary, names).ref.key === model.ref.key;
  const whose = agent === undefined ? noun : `${noun} of ${setup.agent.id}`;
  const how = model.via === "alias" ? ` (alias ${model.alias})` : "";
  const { edits, notes } = allow(model.ref, setup);
  const overrides = agent === undefined ? overridesOf(setup, slot) : [];
  if (isSame) {
    return { edits, summary: `the ${whose} is ${model.ref.key} already`, model, previous: primary, overrides, notes };
  }
  return {
    edits: [primaryEdit(owner, model.ref.key), ...edits],
    summary: `the ${whose} is now ${model.ref.key}${how}`,
    model,
    previous: primary,
    overrides,
    notes,
    warnings: isForced ? [] : unknownModel(model, names),
  };
}

/** Agents with a choice of their own do not follow the defaults. */
function overridesOf({ config }: Setup, slot: Slot): ChangeResult["overrides"] {
  return [...agentsOf(config)].flatMap(([agentId, entry]) => {
    const { primary } = partsOf(entry[slot]);
    const command = `openclaw models ${slot === "model" ? "set" : "set-image"} <model> --agent ${agentId}`;
    return primary === undefined ? [] : [{ agentId, model: primary, command }];
  });
}

/** A model that nobody knows may be new: it is taken, with a word. */
export function unknownModel({ ref }: Resolution, { registry }: Names): string[] {
  if (registry.find(ref) !== undefined || registry.ofProvider(ref.provider).length === 0) return [];
  const hint = didYouMean(nearModels(ref, registry), "if it is new, that is fine");
  return [`${ref.key} is not in the catalog; ${hint}`];
}
