// Each call by itself and at once: a thread pool for a dozen small steps costs a third of the whole write.
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Writer } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";

const LOCK_TIMEOUT_MS = 10_000;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EBUSY: "it is mounted by itself, so it cannot be replaced",
  EXDEV: "it is mounted by itself, so it cannot be replaced",
  ENOTDIR: "a part of its path is no directory",
};

/** Writes that are seen whole or not at all, one writer at a time. */
export const writer: Writer = {
  async locked(path, work) {
    const { Database } = await import("bun:sqlite");
    const target = linkTarget(path);
    let lock: InstanceType<typeof Database> | undefined;
    try {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      // The lock of an empty database is the system's own: it goes with its process, however that ends.
      lock = new Database(join(dirname(target), `.${basename(target)}.lock`), { create: true });
      lock.run(`PRAGMA busy_timeout = ${LOCK_TIMEOUT_MS}`);
      lock.run("BEGIN EXCLUSIVE");
    } catch (error) {
      lock?.close();
      throw lockError(error, target);
    }
    try {
      return await work();
    } finally {
      lock.run("ROLLBACK");
      lock.close();
    }
  },

  async replace(path, text) {
    const target = linkTarget(path);
    const scratch = `${target}.${process.pid}.${crypto.randomUUID().slice(0, 8)}.tmp`;
    try {
      const before = statSync(target, { throwIfNoEntry: false });
      removeLitter(target);
      writeWhole(scratch, text);
      if (before !== undefined) {
        chmodSync(scratch, before.mode & 0o7777);
        if (process.getuid?.() === 0) chownSync(scratch, before.uid, before.gid);
        backUp(target, `${scratch}.bak`);
      }
      renameSync(scratch, target);
      syncDirectory(dirname(target));
      return { kind: "written" };
    } catch (error) {
      rmSync(scratch, { force: true });
      const { code = "nothing more" } = error as { code?: string };
      return { kind: "refused", reason: REASONS[code] ?? `the system says ${code}` };
    }
  },
};

function lockError(error: unknown, path: string): AppError {
  const message = error instanceof Error ? error.message : "";
  if (/locked|busy/i.test(message)) {
    return new AppError(
      "store_locked",
      `another process has been changing ${path} for 10 seconds`,
      "try again when it is done",
    );
  }
  return new AppError(
    "file_unwritable",
    `${path} cannot be changed: its directory cannot be written`,
    `check it: \`ls -ld ${dirname(path)}\``,
  );
}

/** The file behind any links; a link stays a link. */
function linkTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function writeWhole(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Keeps the file as it was, under a name of its own until it is whole. */
function backUp(target: string, scratch: string): void {
  try {
    copyFileSync(target, scratch);
    renameSync(scratch, `${target}.bak`);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw error;
  }
}

/** Makes a rename last; some systems cannot open a directory, and need no such thing. */
function syncDirectory(path: string): void {
  try {
    const directory = openSync(path, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  } catch {
    // The file itself is in place and whole.
  }
}

/** Removes what a writer left behind that was killed; called with the lock held, so no living one has any. */
function removeLitter(target: string): void {
  const name = basename(target);
  for (const entry of readdirSync(dirname(target))) {
    const isLitter = entry.startsWith(`${name}.`) && /^\.\d+\.[0-9a-f]{8}\.tmp(\.bak)?$/.test(entry.slice(name.length));
    if (isLitter) rmSync(join(dirname(target), entry), { force: true });
  }
}
