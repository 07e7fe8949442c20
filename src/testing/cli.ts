import { run } from "../cli/run.ts";
import { createFakeEnv, type World } from "./env.ts";

export type Outcome = { code: number; stdout: string; stderr: string };

/** Runs a command line as a person types it, in memory, in under a millisecond; words may be quoted. */
export async function cli(line: string, world: World = {}): Promise<Outcome> {
  const argv = (line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/s, "$2"));
  const { env, stdout, stderr } = createFakeEnv(world);
  const code = await run(argv, env);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs with `--json` and gives the parsed document; stderr must be silent. */
export async function cliJson(
  line: string,
  world: World = {},
): Promise<{ code: number; document: Record<string, unknown> }> {
  const { code, stdout, stderr } = await cli(`${line} --json`, world);
  if (stderr !== "") throw new Error(`stderr is not silent: ${stderr}`);
  return { code, document: JSON.parse(stdout) };
}

/** A world with this config at its usual place. */
export function withConfig(config: unknown, more: World = {}): World {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  return { ...more, files: { "~/.openclaw/openclaw.json": text, ...more.files } };
}

/** The auth store of an agent as a file of a world. */
export function authStore(store: unknown, agent = "main"): Record<string, string> {
  return {
    [`~/.openclaw/agents/${agent}/agent/auth-profiles.json`]: JSON.stringify({ version: 1, ...(store as object) }),
  };
}
