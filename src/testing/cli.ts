import { run } from "../cli/run.ts";
import { type Content, HOME } from "./disk.ts";
import { createFakeEnv, type World } from "./env.ts";

/** The words of a line; quoted ones may hold blanks. */
function words(line: string): string[] {
  return (line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/s, "$2"));
}

export type Outcome = { code: number; stdout: string; stderr: string };

/** Runs a command line as a person types it, in memory, in under a millisecond; words may be quoted. */
export async function cli(line: string, world: World = {}): Promise<Outcome> {
  const { env, stdout, stderr } = createFakeEnv(world);
  const code = await run(words(line), env);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs a command that may change the config, and keeps what the config says afterwards. */
export async function cliChange(line: string, world: World = {}): Promise<Outcome & { config: Content | undefined }> {
  const { env, stdout, stderr, files } = createFakeEnv(world);
  const code = await run(words(line), env);
  return { code, stdout: stdout(), stderr: stderr(), config: files.get(`${HOME}/.openclaw/openclaw.json`) };
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
