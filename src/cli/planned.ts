// Commands of the contract that a later version builds: arguments and help stand here already, running one is refused
// with one sentence. Building a command moves it to its own file below `commands/`.
import * as v from "valibot";
import { AGENT, DRY_RUN, OFFLINE } from "../commands/arguments.ts";
import { type Args, type Command, defineCommand } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";

const YES = { yes: { type: "boolean", description: "Do not ask" } } as const;
const PROVIDER = { provider: { type: "string", kind: "provider", description: "The provider it is for" } } as const;
const PROFILE = { "profile-id": { type: "positional", kind: "profile", description: "A profile id" } } as const;

function plan(name: string, args: Args, run = `openclaw ${name}`): Command {
  return defineCommand({
    args,
    examples: [{ run, about: "As it will be" }],
    result: v.never(),
    run() {
      throw new AppError(
        "not_built",
        `\`openclaw ${name}\` is not in this version yet`,
        "see what is there: `openclaw --help`",
      );
    },
    human: () => "",
  });
}

export const authRefresh = plan(
  "models auth refresh",
  { ...PROFILE, ...AGENT },
  "openclaw models auth refresh anthropic:default",
);

export const scan = plan("models scan", {
  "min-params": { type: "number", kind: "number", min: 0, description: "Least size, in billions of parameters" },
  "max-age-days": { type: "number", kind: "number", min: 0, description: "Greatest age, in days" },
  ...PROVIDER,
  "max-candidates": { type: "integer", kind: "number", min: 1, default: 6, description: "How many to choose" },
  timeout: {
    type: "integer",
    kind: "number",
    min: 1,
    default: 12_000,
    description: "Deadline of a probe, in milliseconds",
  },
  concurrency: { type: "integer", kind: "number", min: 1, default: 3, description: "Probes at the same time" },
  probe: { type: "boolean", negatable: true, description: "Compare metadata only, ask no model" },
  ...YES,
  input: { type: "boolean", negatable: true, description: "Ask nothing" },
  "set-default": { type: "boolean", description: "Make the best one the default" },
  "set-image": { type: "boolean", description: "Make the best one that sees the image model" },
  recheck: { type: "boolean", description: "Probe the free models that are configured now" },
  ...OFFLINE,
});
export const refresh = plan("models refresh", {
  from: { type: "string", kind: "url", description: "Fetch it from here" },
  ...OFFLINE,
});

export const secretsResolve = plan("secrets resolve", {});
export const secretsLink = plan("secrets link", { ...DRY_RUN });
export const secretsUnlink = plan("secrets unlink", { ...DRY_RUN });
