import { run } from "../cli/run.ts";
import { type Content, HOME } from "./disk.ts";
import { createFakeEnv, type World } from "./env.ts";

/** Runs command lines one after the other in one world; words may not be quoted. Gives what is there then. */
export async function session(
  lines: readonly string[],
  world: World = {},
): Promise<{ codes: number[]; stdout: string; stderr: string; files: Record<string, Content> }> {
  const { env, stdout, stderr, files } = createFakeEnv(world);
  const codes: number[] = [];
  for (const line of lines) codes.push(await run(line.split(" "), env));
  return { codes, stdout: stdout(), stderr: stderr(), files: Object.fromEntries(files) };
}

export const CONFIG_PATH = `${HOME}/.openclaw/openclaw.json`;
export const STORE_PATH = `${HOME}/.openclaw/agents/main/agent/auth-profiles.json`;

/** What the main agent's store says in a set of files. */
export function storeIn(files: Readonly<Record<string, Content>>, path = STORE_PATH): Record<string, unknown> {
  return JSON.parse(String(files[path] ?? "{}"));
}
