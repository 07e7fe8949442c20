import type { Env, ReadResult } from "../contracts/env.ts";

/**
 * Characters that could forge what a person reads, as they stand in a file or behind an escape of JSON5 or dotenv.
 * Tabs and line ends are part of every file; inside a value they need an escape, and are found by it.
 */
const SUSPECT =
  /[^\P{Cc}\t\n\r]|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|\\[^"'/\\]/u;

/**
 * Notes whether anything that a command reads could hold such a character. Nearly never does it, and then the
 * answer, thousands of rows perhaps, need not be searched for them.
 */
export function watchInput(env: Env): { env: Env; isSuspect(): boolean } {
  const values = Object.values(env.variables).map((value) => value ?? "");
  let found = hasUnsafe([env.home, env.workingDir, ...values]);
  const note = (read: ReadResult, isDotEnv: boolean): ReadResult => {
    // A quoted value of dotenv may run over several lines.
    if (read.kind === "text" && (SUSPECT.test(read.text) || (isDotEnv && /["'`]/.test(read.text)))) found = true;
    return read;
  };
  return {
    isSuspect: () => found,
    env: {
      ...env,
      files: {
        ...env.files,
        read: async (path, maxBytes) => note(await env.files.read(path, maxBytes), path.endsWith(".env")),
      },
      databases: { readText: async (path, query) => note(await env.databases.readText(path, query), false) },
    },
  };
}

/** Whether a word or path could hold one; here a tab or a line end counts too. */
export function hasUnsafe(texts: readonly string[]): boolean {
  return texts.some((text) => SUSPECT.test(text) || /[\t\n\r]/.test(text));
}
