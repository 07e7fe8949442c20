import {
  type Args,
  type Command,
  defineCommand,
  type Example,
  type Parsed,
  type ValueKind,
} from "../../contracts/command.ts";
import { AppError } from "../../contracts/error.ts";
import { allow } from "../../core/choice/allowlist.ts";
import {
  addFallback,
  clearFallbacks,
  type FallbackChange,
  moveFallback,
  removeFallback,
} from "../../core/choice/fallbacks.ts";
import { agentsOf } from "../../core/agents.ts";
import { type Owner, ownerOf, type Slot } from "../../core/choice/owner.ts";
import { partsOf } from "../../core/models/choice.ts";
import { requireKnownProvider, resolveTyped } from "../../core/models/resolve.ts";
import type { Setup } from "../../core/setup.ts";
import { ChangeResult } from "../../schema/change.ts";
import { DRY_RUN, FORCE, MODEL, OWNER } from "../arguments.ts";
import { changeConfig, type Decision } from "./change.ts";
import { changeView } from "./change-view.ts";
import { unknownModel } from "./set-model.ts";

/** The two kinds of fallbacks: where they are written, what a person calls one, and what TAB offers. */
export type Kind = { group: string; slot: Slot; noun: string; values: ValueKind };

export const FALLBACKS: Kind = { group: "fallbacks", slot: "model", noun: "fallback", values: "fallback" };
export const IMAGE_FALLBACKS: Kind = {
  group: "image-fallbacks",
  slot: "imageModel",
  noun: "image fallback",
  values: "image-fallback",
};

const ADD = { ...MODEL, ...OWNER, ...DRY_RUN, ...FORCE };
const CLEAR = { ...OWNER, ...DRY_RUN };
const one = ({ values, noun }: Kind) =>
  ({ model: { type: "positional", kind: values, description: `One of the ${noun}s` }, ...CLEAR }) as const;

/** `add`: the model becomes the last in the list. */
export function defineAdd(kind: Kind): Command<typeof ADD, typeof ChangeResult> {
  return defineChange(
    kind,
    "add",
    ADD,
    [{ run: "openai/gpt-5.2", about: "Ask it when those before it cannot answer" }],
    (setup, owner, args) => {
      const model = resolveTyped(args.model, setup.names);
      requireKnownProvider(model.ref, setup.names);
      const change = addFallback(owner, model.ref, setup);
      if (change.edits.length === 0) return listed(change, `${model.ref.key} is ${article(kind)} ${kind.noun} already`);
      const { edits, notes } = allow(model.ref, setup);
      const done = listed(change, `${model.ref.key} is now ${kind.noun} ${change.after.length}`);
      return {
        ...done,
        model,
        edits: [...change.edits, ...edits],
        notes: [...change.notes, ...notes],
        warnings: args.force ? [] : unknownModel(model, setup.names),
      };
    },
  );
}

const article = ({ noun }: Kind) => (noun.startsWith("i") ? "an" : "a");

/** `remove`: by any spelling. */
export function defineRemove(kind: Kind): Command<ReturnType<typeof one>, typeof ChangeResult> {
  return defineChange(
    kind,
    "remove",
    one(kind),
    [{ run: "openai/gpt-5.2", about: "Take it out of the list" }],
    (setup, owner, args) => {
      const change = removeFallback(owner, args.model, setup, kind.noun);
      return listed(change, `${args.model} is no ${kind.noun} any more`);
    },
  );
}

/** `clear`: an empty list, which for an agent means that it inherits none. */
export function defineClear(kind: Kind): Command<typeof CLEAR, typeof ChangeResult> {
  return defineChange(kind, "clear", CLEAR, [{ run: "", about: "Take all of them out of the list" }], (_, owner) => {
    const change = clearFallbacks(owner);
    return listed(
      change,
      change.edits.length === 0 ? `there are no ${kind.noun}s` : `there are no ${kind.noun}s any more`,
    );
  });
}

const PLACE = {
  position: { type: "positional", kind: "number", description: "Its new place, counted from 1" },
} as const;

/** `move`: counted from 1. */
export function defineMove(kind: Kind): Command<ReturnType<typeof one> & typeof PLACE, typeof ChangeResult> {
  const { model, ...more } = one(kind);
  const args = { model, ...PLACE, ...more };
  return defineChange(
    kind,
    "move",
    args,
    [{ run: "openai/gpt-5.2 1", about: "Ask it first" }],
    (setup, owner, typed) => {
      const position = /^[1-9]\d{0,5}$/.test(typed.position) ? Number(typed.position) : Number.NaN;
      if (Number.isNaN(position))
        throw new AppError("usage", `\`${typed.position}\` is no place in a list`, "count from 1");
      const change = moveFallback(owner, typed.model, position, setup, kind.noun);
      const verb = change.edits.length === 0 ? "is" : "is now";
      return listed(change, `${typed.model} ${verb} ${kind.noun} ${position}`);
    },
  );
}

function listed({ edits, after, notes }: FallbackChange, summary: string): Decision {
  return { edits, summary, list: after, notes };
}

/** Agents with a list of their own do not follow the defaults. */
export function listOverrides({ config }: Setup, { slot, group }: Kind): NonNullable<Decision["overrides"]> {
  return [...agentsOf(config)].flatMap(([agentId, entry]) => {
    const { fallbacks } = partsOf(entry[slot]);
    const command = `openclaw models ${group} list --agent ${agentId}`;
    return fallbacks === undefined ? [] : [{ agentId, model: fallbacks.join(", ") || "none", command }];
  });
}

function defineChange<const A extends Args & typeof CLEAR>(
  kind: Kind,
  verb: string,
  args: A,
  examples: readonly Example[],
  decide: (setup: Setup, owner: Owner, args: Parsed<A>) => Decision,
): Command<A, typeof ChangeResult> {
  return defineCommand({
    args,
    examples: examples.map(({ run, about }) => ({
      run: `openclaw models ${kind.group} ${verb} ${run}`.trimEnd(),
      about,
    })),
    result: ChangeResult,
    run(env, parsed) {
      const { agent, dryRun } = parsed as unknown as { agent: string | undefined; dryRun: boolean };
      return changeConfig(env, { agent, dryRun }, (setup) => {
        const decision = decide(setup, ownerOf(setup, kind.slot, agent), parsed);
        return agent === undefined
          ? { ...decision, overrides: listOverrides(setup, kind) }
          : { ...decision, summary: `for ${setup.agent.id}, ${decision.summary}` };
      });
    },
    warnings: ({ warnings }) => warnings,
    human: changeView,
  });
}
