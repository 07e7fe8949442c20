import * as nodeFs from "node:fs";
import type { Wait } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { dirname } from "../contracts/path.ts";
import { linkTarget } from "./link-target.ts";
import { locked, untilFree, USUAL_WAIT } from "./lock.ts";

/** How long OpenClaw lets a lock stand whose owner no longer touches it. */
const STALE_MS = 30_000;
/** By it a lock folder of ours is known from the moment it is made; nobody else makes one that its owner cannot write. */
const OUR_MODE = 0o500;

/**
 * Runs `work` while neither another process of ours nor OpenClaw changes a credential store. OpenClaw's lock is a folder
 * that outlives a killed process; ours ends with its process, so a folder that one of ours made, and that still stands
 * once our own lock is had, belongs to nobody and is taken away at once.
 */
export async function lockedStore<T>(path: string, work: () => Promise<T>, wait: Wait = USUAL_WAIT): Promise<T> {
  const target = linkTarget(path);
  const whileOurs = async () => {
    const folder = `${target}.lock`;
    removeOwn(folder);
    const { lock } = await import("proper-lockfile");
    let isLost = false;
    const onCompromised = () => (isLost = true);
    const mkdir = (at: string, done: (error: unknown) => void) => nodeFs.mkdir(at, { mode: OUR_MODE }, done);
    const options = { realpath: false, stale: STALE_MS, onCompromised, fs: { ...nodeFs, mkdir } };
    const release = await untilFree(() => lock(target, options), isTheirs, wait).catch((error: unknown) => {
      throw lockError(error, target, wait);
    });
    try {
      return await work();
    } finally {
      if (!isLost) await release().catch(() => {});
    }
  };
  return locked(target, whileOurs, wait);
}

function removeOwn(folder: string): void {
  const found = nodeFs.statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && (found.mode & 0o777) === OUR_MODE) nodeFs.rmdirSync(folder);
}

function isTheirs(error: unknown): boolean {
  return (error as { code?: string }).code === "ELOCKED";
}

function lockError(error: unknown, path: string, { timeoutMs }: Wait): AppError {
  if (error instanceof AppError) return error;
  if (isTheirs(error)) {
    return new AppError(
      "store_locked",
      `OpenClaw has been changing ${path} for ${timeoutMs / 1000} seconds`,
      "try again when it is done",
    );
  }
  return new AppError(
    "file_unwritable",
    `${path} cannot be changed: its lock cannot be made`,
    `check it: \`ls -ld ${dirname(path)}\``,
  );
}
