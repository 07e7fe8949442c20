import { isAbsolute, join, resolve } from "../../contracts/path.ts";
import type { Env, Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";

const LEGACY_DIRS = [".clawdbot", ".moltbot", ".moldbot"];
/** What the config is called, and was in older versions. */
export const CONFIG_NAMES = ["openclaw.json", "clawdbot.json", "moltbot.json", "moldbot.json"];

/** Where this user's OpenClaw keeps its files; every path is absolute. */
export type Places = { home: string; stateDir: string; configPath: string };

/** Trims a variable; a blank one counts as not set. */
export function variable(variables: Variables, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = variables[name]?.trim();
    if (value) return value;
  }
  return undefined;
}

/** The home directory; `OPENCLAW_HOME` replaces it everywhere, as in OpenClaw ≥ 2026.2.26. */
export function homeOf(env: Env): string {
  const override = variable(env.variables, "OPENCLAW_HOME");
  return override === undefined ? env.home : expandHome(override, env.home, env.workingDir);
}

/** Makes a path absolute; a leading `~` is the home directory. */
export function expandHome(path: string, home: string, workingDir: string): string {
  if (path === "~") return home;
  if (path.startsWith("~/") || path.startsWith("~\\")) return join(home, path.slice(2));
  return isAbsolute(path) ? path : resolve(workingDir, path);
}

/** The variables that `--profile` and `--dev` stand for, as OpenClaw sets them: what is set already stays. */
export function profileVariables(variables: Variables, home: string, profile: string): Variables {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(profile)) {
    throw new AppError(
      "usage",
      `\`${profile}\` is not a profile name`,
      "use letters, digits, `-` and `_`, as in `openclaw --profile work models status`",
    );
  }
  const suffix = profile.toLowerCase() === "default" ? "" : `-${profile}`;
  const stateDir = variable(variables, "OPENCLAW_STATE_DIR") ?? join(home, `.openclaw${suffix}`);
  const configPath = variable(variables, "OPENCLAW_CONFIG_PATH") ?? join(stateDir, "openclaw.json");
  return { ...variables, OPENCLAW_STATE_DIR: stateDir, OPENCLAW_CONFIG_PATH: configPath };
}

/** Every folder that may be the state directory, the first choice first: a variable's alone, or the legacy ones too. */
export function stateDirsOf({ variables, workingDir }: Env, home: string): string[] {
  const override = variable(variables, "OPENCLAW_STATE_DIR", "CLAWDBOT_STATE_DIR");
  if (override !== undefined) return [expandHome(override, home, workingDir)];
  return [".openclaw", ...LEGACY_DIRS].map((name) => join(home, name));
}

/** Finds the state directory: a variable, else `~/.openclaw`, else the first legacy directory that exists. */
export async function findStateDir(env: Env, home: string): Promise<string> {
  const dirs = stateDirsOf(env, home);
  for (const dir of dirs) if (await env.files.exists(dir)) return dir;
  return dirs[0] ?? join(home, ".openclaw");
}

/** Finds the config file: a variable, else the first that exists under its present or older names and places. */
export async function findConfigPath(env: Env, variables: Variables, home: string, stateDir: string): Promise<string> {
  const override = variable(variables, "OPENCLAW_CONFIG_PATH", "CLAWDBOT_CONFIG_PATH");
  if (override !== undefined) return expandHome(override, home, env.workingDir);
  const explicit = variable(variables, "OPENCLAW_STATE_DIR", "CLAWDBOT_STATE_DIR") !== undefined;
  const elsewhere = explicit ? [] : [".openclaw", ...LEGACY_DIRS].map((name) => join(home, name));
  for (const dir of new Set([stateDir, ...elsewhere])) {
    if (!(await env.files.exists(dir))) continue;
    for (const name of CONFIG_NAMES) {
      if (await env.files.exists(join(dir, name))) return join(dir, name);
    }
  }
  return join(stateDir, "openclaw.json");
}
