import type { Args } from "../contracts/command.ts";

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

/** Options with a value that may stand before the command; nothing is said of them there. */
export const EARLY: Args = { ...GLOBALS, agent: { type: "string", kind: "agent", description: "" } };

/** A command's own arguments and the global ones. */
export function allArgs({ args, plain }: { args: Args; plain?: unknown }): Args {
  return { ...args, ...(plain === undefined ? {} : PLAIN), ...GLOBALS };
}

/** Options of one letter. */
export const SHORT: Readonly<Record<string, string>> = { h: "help" };
