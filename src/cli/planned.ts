// Commands of the contract that a later version builds: arguments and help stand here already, running one is refused
// with one sentence. Building a command moves it to its own file below `commands/`.
import * as v from "valibot";
import { AGENT, DRY_RUN } from "../commands/arguments.ts";
import { type Args, type Command, defineCommand } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";

const YES = { yes: { type: "boolean", description: "Do not ask" } } as const;
const PROVIDER = { provider: { type: "string", kind: "provider", description: "The provider it is for" } } as const;
const PROFILE_ID = {
  "profile-id": { type: "string", kind: "profile", description: "Store it under this profile id" },
} as const;
const STORE = {
  store: { type: "string", kind: "store", description: "Where the secret goes: keyring or file" },
} as const;
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

export const authLogin = plan(
  "models auth login",
  {
    ...PROVIDER,
    method: { type: "string", kind: "login-method", description: "How to sign in" },
    ...PROFILE_ID,
    "set-default": { type: "boolean", description: "Make its model the default" },
    browser: { type: "boolean", negatable: true, description: "Do not open a browser" },
    "device-code": { type: "boolean", description: "Sign in with a code on another device" },
    ...STORE,
    ...AGENT,
  },
  "openclaw models auth login --provider openai-codex",
);
export const authLoginCopilot = plan("models auth login-github-copilot", { ...PROFILE_ID, ...STORE, ...YES, ...AGENT });
export const authRefresh = plan(
  "models auth refresh",
  { ...PROFILE, ...AGENT },
  "openclaw models auth refresh anthropic:default",
);

export const secretsResolve = plan("secrets resolve", {});
export const secretsLink = plan("secrets link", { ...DRY_RUN });
export const secretsUnlink = plan("secrets unlink", { ...DRY_RUN });
