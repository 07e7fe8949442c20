import type { Args, Command } from "../contracts/command.ts";

/** Options that every command takes, wherever they stand. */
export const GLOBALS = {
  json: { type: "boolean", description: "Print one JSON document" },
  color: { type: "boolean", negatable: true, description: "Print without colour" },
  profile: { type: "string", kind: "text", description: "Use the state directory `~/.openclaw-<name>`" },
  dev: { type: "boolean", description: "Use the state directory `~/.openclaw-dev`", excludes: ["profile"] },
  help: { type: "boolean", description: "Show this help" },
} as const satisfies Args;

const PLAIN = {
  plain: { type: "boolean", description: "Print one record a line", excludes: ["json"] },
} as const satisfies Args;

/** A command's own arguments and the global ones. */
export function allArgs(command: Pick<Command, "args" | "plain">): Args {
  return { ...command.args, ...(command.plain === undefined ? {} : PLAIN), ...GLOBALS };
}

/** Options of one letter. */
export const SHORT: Readonly<Record<string, string>> = { h: "help" };
