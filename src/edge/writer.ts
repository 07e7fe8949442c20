import { randomBytes } from "node:crypto";
import { chmod, chown, copyFile, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
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
    const target = await linkTarget(path);
    let lock: InstanceType<typeof Database> | undefined;
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
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
    const target = await linkTarget(path);
    const scratch = `${target}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
    try {
      const before = await stat(target).catch(() => undefined);
      await removeLitter(target);
      await writeWhole(scratch, text);
      if (before !== undefined) {
        await chmod(scratch, before.mode & 0o7777);
        if (process.getuid?.() === 0) await chown(scratch, before.uid, before.gid);
        await backUp(target, `${scratch}.bak`);
      }
      await rename(scratch, target);
      await syncDirectory(dirname(target));
      return { kind: "written" };
    } catch (error) {
      await rm(scratch, { force: true });
      const { code = "nothing more" } = error as { code?: string };
      return { kind: "refused", reason: REASONS[code] ?? `the system says ${code}` };
    }
  },
};

function lockError(error: unknown, path: string): AppError {
  const message = error instanceof Error ? error.message : "";
  if (/locked|busy/i.test(message)) {
    return new AppError(
      "file_locked",
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
async function linkTarget(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Keeps the file as it was, under a name of its own until it is whole. */
async function backUp(target: string, scratch: string): Promise<void> {
  try {
    await copyFile(target, scratch);
    await rename(scratch, `${target}.bak`);
  } catch (error) {
    await rm(scratch, { force: true });
    throw error;
  }
}

/** Makes a rename last; some systems cannot open a directory, and need no such thing. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r").catch(() => undefined);
  try {
    await directory?.sync().catch(() => undefined);
  } finally {
    await directory?.close();
  }
}

/** Removes what a writer left behind that was killed; called with the lock held, so no living one has any. */
async function removeLitter(target: string): Promise<void> {
  const name = basename(target);
  const isLitter = (entry: string) =>
    entry.startsWith(`${name}.`) && /^\.\d+\.[0-9a-f]{8}\.tmp(\.bak)?$/.test(entry.slice(name.length));
  const entries = await readdir(dirname(target)).catch(() => []);
  await Promise.all(entries.filter(isLitter).map((entry) => rm(join(dirname(target), entry), { force: true })));
}
