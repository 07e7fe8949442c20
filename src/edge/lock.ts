import { accessSync, constants, mkdirSync } from "node:fs";
import { basename, dirname, join } from "../contracts/path.ts";
import { AppError } from "../contracts/error.ts";
import { linkTarget } from "./link-target.ts";

const LOCK_TIMEOUT_MS = 10_000;

/**
 * Runs `work` while this process alone holds the lock of a file, `.<name>.lock` beside it.
 * The lock of an empty SQLite database is the system's own: it goes with its process, however that ends.
 */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const { Database } = await import("bun:sqlite");
  const target = linkTarget(path);
  const lockPath = join(dirname(target), `.${basename(target)}.lock`);
  let lock: InstanceType<typeof Database> | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    lock = new Database(lockPath, { create: true });
    lock.run(`PRAGMA busy_timeout = ${LOCK_TIMEOUT_MS}`);
    lock.run("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    throw lockError(error, target, lockPath);
  }
  try {
    return await work();
  } finally {
    lock.run("ROLLBACK");
    lock.close();
  }
}

function lockError(error: unknown, path: string, lockPath: string): AppError {
  const message = error instanceof Error ? error.message : "";
  if (/locked|busy/i.test(message)) {
    const busy = `another process has been changing ${path} for 10 seconds`;
    return new AppError("store_locked", busy, "try again when it is done");
  }
  const directory = dirname(path);
  if (/is full/i.test(message)) {
    const full = `${path} cannot be changed: the disk is full`;
    return new AppError("file_unwritable", full, `make room: \`df -h ${directory}\``);
  }
  try {
    accessSync(directory, constants.W_OK);
  } catch {
    const closed = `${path} cannot be changed: its directory cannot be written`;
    return new AppError("file_unwritable", closed, `check it: \`ls -ld ${directory}\``);
  }
  const odd = `${path} cannot be changed: its lock ${lockPath} cannot be opened`;
  return new AppError("file_unwritable", odd, `check it: \`ls -ld ${lockPath}\``);
}
