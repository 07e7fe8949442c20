import type { Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { basename } from "../../contracts/path.ts";

/** The shells that there is a completion script for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** The shell that was named, or the one that the user logs in with; throws `usage` where there is no script for it. */
export function chooseShell(named: string | undefined, variables: Variables): { shell: Shell; guessed: boolean } {
  const login = variables["SHELL"]?.trim() ?? "";
  const wanted = named ?? (login === "" ? "" : basename(login));
  const shell = SHELLS.find((known) => known === wanted);
  if (shell !== undefined) return { shell, guessed: named === undefined };
  const message =
    wanted === "" ? "no shell is named, and SHELL does not tell" : `there is no completion script for \`${wanted}\``;
  throw new AppError("usage", message, "name one of bash, zsh and fish: `openclaw completion bash`");
}
