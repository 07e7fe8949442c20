import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./binary.ts";

const CALLS =
  "open,openat,openat2,creat,socket,connect,bind,execve,execveat,fork,vfork,clone,clone3,rename,unlink,mkdir,flock,fcntl";

/** The system calls of a program and its threads, a line each; needs Linux and strace. */
export function trace(
  command: readonly string[],
  home: string,
  variables: Readonly<Record<string, string>> = {},
): string[] {
  const log = join(home, "trace");
  runProgram(["strace", "-f", "-qq", "-o", log, "-e", `trace=${CALLS}`, ...command], {
    cwd: home,
    env: { HOME: home, PATH: "/usr/bin:/bin", ...variables },
  });
  return readFileSync(log, "utf8").split("\n").filter(Boolean);
}

/** Those of them that have to do with a connection. */
export function connections(lines: readonly string[]): string[] {
  return lines.filter((line) => /\b(socket|connect|bind)\(/.test(line));
}
