// Each call by itself and at once: a thread pool for a dozen small steps costs a third of the whole write.
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "../contracts/path.ts";
import type { NewFile, Writer } from "../contracts/env.ts";
import { linkTarget } from "./link-target.ts";
import { locked } from "./lock.ts";
import { lockedStore } from "./store-lock.ts";

/** Not the system's word but ours: another program, which takes no lock, has written in between. */
const CHANGED = "ECHANGED";
const IRREGULAR = "IRREGULAR";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EBUSY: "it is mounted by itself, so it cannot be replaced",
  EXDEV: "it is mounted by itself, so it cannot be replaced",
  EISDIR: "a directory has its name, or that of its backup",
  [IRREGULAR]: "it is not a regular file",
  [CHANGED]: "another program has just changed it",
  ENOTDIR: "a part of its path is no directory",
};

/** Writes that are seen whole or not at all, one writer at a time. */
export const writer: Writer = {
  locked,
  lockedStore,

  async replace(files) {
    const ready: { target: string; scratch: string }[] = [];
    const doomed: { target: string; below: string | undefined }[] = [];
    let current = "";
    try {
      for (const file of files) {
        current = file.path;
        // A link may lead to the file that a person keeps elsewhere; nobody keeps a cache elsewhere.
        const target = file.isCache ? file.path : linkTarget(file.path);
        mkdirSync(dirname(target), { recursive: true, mode: file.publicBelow === undefined ? 0o700 : 0o777 });
        if (file.text === undefined) {
          accessSync(dirname(target), constants.W_OK);
          doomed.push({ target, below: file.publicBelow });
          continue;
        }
        const scratch = `${target}.${process.pid}.${crypto.randomUUID().slice(0, 8)}.tmp`;
        ready.push({ target, scratch });
        prepare(target, scratch, { ...file, text: file.text });
      }
      for (const { path, before, isCache } of files) {
        current = path;
        if (!isCache && textOf(linkTarget(path)) !== before) throw Object.assign(new Error(), { code: CHANGED });
      }
      for (const { target, scratch } of ready) renameSync(scratch, target);
      for (const { target } of doomed) rmSync(target);
      for (const { target } of [...ready, ...doomed]) syncDirectory(dirname(target));
      for (const { target, below } of doomed) removeEmpty(dirname(target), below);
      return { kind: "written" };
    } catch (error) {
      for (const { scratch } of ready) rmSync(scratch, { force: true });
      const { code = "nothing more" } = error as { code?: string };
      return { kind: "refused", path: current, reason: REASONS[code] ?? `the system says ${code}` };
    }
  },
};

/** Puts the new file beside the old one, like it in everything but its text, and keeps a copy of the old one. */
function prepare(
  target: string,
  scratch: string,
  { text, publicBelow, keepsNoBackup, isCache, roomBytes = 0 }: NewFile & { text: string },
): void {
  removeLitter(target);
  const before = (isCache ? lstatSync : statSync)(target, { throwIfNoEntry: false });
  // Root could put a file in the place of a device.
  if (before !== undefined && !before.isFile() && !before.isSymbolicLink())
    throw Object.assign(new Error(), { code: before.isDirectory() ? "EISDIR" : IRREGULAR });
  if (before === undefined || isCache) return writeWhole(scratch, text, publicBelow === undefined ? 0o600 : 0o644);
  // A rename would pass over it, but whoever made a file read-only meant it.
  accessSync(target, constants.W_OK);
  writeWhole(scratch, startsWithBom(target) ? `\uFEFF${text}` : text, 0o600, roomBytes);
  // What holds secrets is its owner's alone, whatever it was before.
  chmodSync(scratch, before.mode & (keepsNoBackup ? 0o700 : 0o7777));
  keepOwner(scratch, before);
  if (publicBelow === undefined && !keepsNoBackup) backUp(target, `${scratch}.bak`);
}

/** Only root may give a file away; its group may be kept by those who are in it. */
function keepOwner(path: string, { uid, gid }: { uid: number; gid: number }): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // The file is the writer's own then, as with any editor.
  }
}

/** A file's text without its BOM, as it was read before; nothing for one that is not there. */
function textOf(path: string): string | undefined {
  try {
    return new TextDecoder().decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

function startsWithBom(path: string): boolean {
  return readFileSync(path).subarray(0, 3).toHex() === "efbbbf";
}

function writeWhole(path: string, text: string, mode = 0o600, roomBytes = 0): void {
  const file = openSync(path, "wx", mode);
  try {
    // Nothing but writing them shows that they have room.
    writeFileSync(file, text + " ".repeat(roomBytes));
    if (roomBytes > 0) ftruncateSync(file, Buffer.byteLength(text));
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

/** Takes folders away that are empty now, from the inner to the outer, below another one. */
function removeEmpty(folder: string, below: string | undefined): void {
  if (below === undefined || !folder.startsWith(`${below}/`)) return;
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  removeEmpty(dirname(folder), below);
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

/** Removes what a writer left behind that was killed. */
function removeLitter(target: string): void {
  const name = `${basename(target)}.`;
  for (const entry of readdirSync(dirname(target))) {
    if (!entry.startsWith(name)) continue;
    const [, pid] = /^(\d+)\.[0-9a-f]{8}\.tmp(?:\.bak)?$/.exec(entry.slice(name.length)) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dirname(target), entry), { force: true });
  }
}
