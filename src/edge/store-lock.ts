import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { AppError } from "../contracts/error.ts";
import { basename, dirname, join } from "../contracts/path.ts";
import { linkTarget } from "./link-target.ts";
import { locked } from "./lock.ts";

/** How long OpenClaw lets a lock stand whose owner no longer touches it. */
const STALE_MS = 30_000;
const TRIES = 100;
const PAUSE_MS = 100;

/**
 * Runs `work` while neither another process of ours nor OpenClaw changes a credential store. OpenClaw's lock is a folder
 * that outlives a killed process; ours ends with its process, so a folder that one of ours made, and that still stands
 * once our own lock is had, belongs to nobody and is taken away at once.
 */
export async function lockedStore<T>(path: string, work: () => Promise<T>): Promise<T> {
  const target = linkTarget(path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  return locked(target, async () => {
    const folder = `${target}.lock`;
    const note = join(dirname(target), `.${basename(target)}.lock-owner`);
    removeOwn(folder, note);
    const { lock } = await import("proper-lockfile");
    let isLost = false;
    const retries = { retries: TRIES, minTimeout: PAUSE_MS, maxTimeout: PAUSE_MS, factor: 1 };
    const onCompromised = () => (isLost = true);
    const release = await lock(target, { realpath: false, stale: STALE_MS, retries, onCompromised }).catch(
      (error: unknown) => {
        throw lockError(error, target);
      },
    );
    try {
      writeFileSync(note, markOf(folder) ?? "", { mode: 0o600 });
      return await work();
    } finally {
      if (!isLost) await release().catch(() => {});
      rmSync(note, { force: true });
    }
  });
}

/** What tells this folder from one that somebody else makes at the same place. */
function markOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.ino}:${found.birthtimeNs}`;
}

function removeOwn(folder: string, note: string): void {
  try {
    if (readFileSync(note, "utf8") === markOf(folder)) rmdirSync(folder);
  } catch {
    // There is no note, or no folder: nothing of ours was left behind.
  }
}

function lockError(error: unknown, path: string): AppError {
  const { code } = error as { code?: string };
  if (code === "ELOCKED") {
    return new AppError(
      "store_locked",
      `OpenClaw has been changing ${path} for ${(TRIES * PAUSE_MS) / 1000} seconds`,
      "try again when it is done",
    );
  }
  return new AppError(
    "file_unwritable",
    `${path} cannot be changed: its lock cannot be made`,
    `check it: \`ls -ld ${dirname(path)}\``,
  );
}
