import { accessSync, constants, mkdirSync } from "node:fs";
import { basename, dirname, join } from "../contracts/path.ts";
import type { Wait } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { linkTarget } from "./link-target.ts";

/** How a lock is waited for where nobody says otherwise. */
export const USUAL_WAIT: Wait = { timeoutMs: 10_000, onBusy() {} };
/** As SQLite itself waits, but meanwhile the rest of this program goes on: another request of it, or who holds the lock. */
const PAUSES_MS = [1, 2, 5, 10, 15, 20, 25];
const LONGEST_PAUSE_MS = 50;

/**
 * Runs `work` while this process alone holds the lock of a file, `.<name>.lock` beside it.
 * The lock of an empty SQLite database is the system's own: it goes with its process, however that ends.
 */
export async function locked<T>(path: string, work: () => Promise<T>, wait: Wait = USUAL_WAIT): Promise<T> {
  const { Database } = await import("bun:sqlite");
  const target = linkTarget(path);
  const lockPath = join(dirname(target), `.${basename(target)}.lock`);
  let lock: InstanceType<typeof Database> | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const database = new Database(lockPath, { create: true });
    lock = database;
    await untilFree(() => database.run("BEGIN EXCLUSIVE"), isBusy, wait);
  } catch (error) {
    lock?.close();
    throw lockError(error, target, lockPath, wait);
  }
  try {
    return await work();
  } finally {
    lock.run("ROLLBACK");
    lock.close();
  }
}

/** Takes a lock as soon as it is free; throws what the last try did at the end of all patience, or `cancelled`. */
export async function untilFree<T>(
  take: () => T | Promise<T>,
  isTaken: (error: unknown) => boolean,
  { timeoutMs, onBusy, signal }: Wait,
): Promise<T> {
  const endsAt = performance.now() + timeoutMs;
  for (let tries = 0; ; tries++) {
    try {
      return await take();
    } catch (error) {
      if (!isTaken(error) || performance.now() > endsAt) throw error;
    }
    if (signal?.aborted) throw new AppError("cancelled", "cancelled", "nothing was changed");
    if (tries === 0) onBusy();
    await Bun.sleep(PAUSES_MS[tries] ?? LONGEST_PAUSE_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}

function lockError(error: unknown, path: string, lockPath: string, { timeoutMs }: Wait): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : "";
  if (isBusy(error)) {
    const busy = `another process has been changing ${path} for ${timeoutMs / 1000} seconds`;
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
