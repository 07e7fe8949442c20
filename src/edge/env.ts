import type { Env } from "../contracts/env.ts";
import { files, mappedFiles } from "./files.ts";
import { createStream } from "./terminal.ts";

/** The real world. What is heavy loads when it is first used. */
export function createEnv(): Env {
  const { platform } = process;
  const variables = { ...process.env };
  return {
    variables,
    platform,
    home: homeDirectory(variables, platform),
    workingDir: process.cwd(),
    files,
    databases: {
      readText: async (path, query) => (await import("./sqlite.ts")).databases.readText(path, query),
    },
    writer: {
      locked: async (path, work) => (await import("./writer.ts")).writer.locked(path, work),
      replace: async (changed) => (await import("./writer.ts")).writer.replace(changed),
    },
    stdout: createStream(1),
    stderr: createStream(2),
    now: Date.now,
    delegate: async (argv) => (await import("./delegate.ts")).delegate(argv, variables),
  };
}

/** The real world of TAB, which only looks. */
export function createTabEnv(): Env {
  return { ...createEnv(), files: mappedFiles };
}

function homeDirectory(variables: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const named = platform === "win32" ? variables["USERPROFILE"] : variables["HOME"];
  return named || (require("node:os") as typeof import("node:os")).homedir();
}
