import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The compiled program; `npm test` builds it before the tests run. */
export const BINARY = join(import.meta.dir, "../../dist/openclaw");

export type Run = { code: number; stdout: string; stderr: string };

/** Runs the compiled program with nothing of this machine's environment but what is given. */
export function runBinary(
  argv: readonly string[],
  { home, cwd = home, variables = {} }: { home: string; cwd?: string; variables?: Record<string, string> },
): Run {
  const env = { HOME: home, PATH: "/usr/bin:/bin", ...variables };
  return runProgram([BINARY, ...argv], { cwd, env });
}

/** The same for a program that talks to a server of this process, which must not be blocked meanwhile. */
export async function runBinaryBeside(
  argv: readonly string[],
  { home, variables = {} }: { home: string; variables?: Record<string, string> },
): Promise<Run> {
  const env = { HOME: home, PATH: "/usr/bin:/bin", ...variables };
  const child = Bun.spawn([BINARY, ...argv], { cwd: home, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, stdout, stderr };
}

/** Runs any program to its end, its streams kept. */
export function runProgram(
  command: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Run {
  if (!existsSync(BINARY)) throw new Error("the program is not built: run `npm run build`");
  const child = Bun.spawnSync([...command], { cwd, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  return { code: child.exitCode, stdout: child.stdout.toString(), stderr: child.stderr.toString() };
}

/** A scratch directory with these files, gone when the callback is done. */
export async function withFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  // The real path: macOS keeps its temporary directory behind a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "openclaw-test-")));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every file below a directory with its bytes, so that "nothing was changed" can be said. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const paths = [...new Bun.Glob("**/*").scanSync({ cwd: folder, dot: true, onlyFiles: true })].toSorted();
  const entries = paths.map(async (path) => [path, Bun.hash(await Bun.file(join(folder, path)).bytes()).toString(16)]);
  return Object.fromEntries(await Promise.all(entries));
}
