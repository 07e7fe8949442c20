import { delimiter, isAbsolute, join } from "node:path";

const MARKER = "OPENCLAW_NATIVE_DELEGATED";

/** Runs the next `openclaw` in PATH after our own with the same arguments; `undefined` when there is none. */
export async function delegate(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<number | undefined> {
  // A wrapper of our name that starts us again would go round for ever.
  if (variables[MARKER] !== undefined) return undefined;
  const next = await findNext(variables["PATH"] ?? "");
  if (next === undefined) return undefined;
  // What turns this binary into a plain Bun must not reach a program that may be built the same way.
  const { BUN_BE_BUN: _be, BUN_OPTIONS: _options, ...env } = variables;
  const child = Bun.spawn([next, ...argv], {
    stdio: ["inherit", "inherit", "inherit"],
    env: { ...env, [MARKER]: "1" },
  });
  const forward = (signal: NodeJS.Signals) => () => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, forward(signal));
  await child.exited;
  return child.exitCode ?? 128 + (SIGNALS[child.signalCode ?? ""] ?? 0);
}

const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Only absolute entries count: a relative one would run whatever stands in the working directory. */
async function findNext(path: string): Promise<string | undefined> {
  const { access, constants, realpath } = await import("node:fs/promises");
  const own = await realpath(process.execPath);
  const names = process.platform === "win32" ? ["openclaw.exe", "openclaw.cmd"] : ["openclaw"];
  const found: string[] = [];
  for (const dir of path.split(delimiter).filter((entry) => isAbsolute(entry))) {
    for (const name of names) {
      const candidate = join(dir, name);
      try {
        await access(candidate, constants.X_OK);
        found.push((await realpath(candidate)) === own ? own : candidate);
      } catch {
        // Not there, or not to be run: the next entry may do.
      }
    }
  }
  return found.slice(found.indexOf(own) + 1).find((candidate) => candidate !== own);
}
