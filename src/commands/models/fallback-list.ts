import * as v from "valibot";
import { type Command, defineCommand } from "../../contracts/command.ts";
import type { Choice, Chosen } from "../../core/models/choice.ts";
import { readSetup } from "../../core/setup.ts";
import { AGENT } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";

const Result = v.object({ agentId: v.string(), fallbacks: v.array(v.string()), resolved: v.array(v.string()) });

/** The list command of the two kinds of fallbacks; both print the same document, as OpenClaw does. */
export function defineFallbackList(
  group: string,
  noun: string,
  pick: (choice: Choice) => readonly Chosen[],
): Command<typeof AGENT, typeof Result> {
  return defineCommand({
    args: AGENT,
    examples: [
      { run: `openclaw models ${group} list`, about: `The ${noun}s, in the order in which they are asked` },
      { run: `openclaw models ${group} list --agent work --json`, about: "Another agent's, for scripts" },
    ],
    result: Result,
    async run(env, args) {
      const { agent, choice } = await readSetup(env, KNOWLEDGE, args.agent);
      const models = pick(choice);
      return { agentId: agent.id, fallbacks: models.map(({ raw }) => raw), resolved: models.map(({ ref }) => ref.key) };
    },
    plain: ({ fallbacks }) => fallbacks,
    human({ fallbacks, resolved }, style) {
      if (fallbacks.length === 0)
        return `No ${noun}s yet. ${style.paint("dim", `Add one: openclaw models ${group} add <model>`)}\n`;
      const line = (ref: string, index: number) => {
        const raw = fallbacks[index];
        return `${index + 1}. ${ref}${raw === ref ? "" : style.paint("dim", `  written as ${raw}`)}\n`;
      };
      return resolved.map(line).join("");
    },
  });
}
