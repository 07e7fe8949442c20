// Commands of the contract that a later version builds: arguments and help stand here already, running one is refused
// with one sentence. Building a command moves it to its own file below `commands/`.
import * as v from "valibot";
import { DRY_RUN } from "../commands/arguments.ts";
import { type Args, type Command, defineCommand } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";

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

export const secretsResolve = plan("secrets resolve", {});
export const secretsLink = plan("secrets link", { ...DRY_RUN });
export const secretsUnlink = plan("secrets unlink", { ...DRY_RUN });
