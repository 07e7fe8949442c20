import type { Dirent } from "node:fs";
import { dirname } from "../contracts/path.ts";
import type { Entry, Files, ReadResult } from "../contracts/env.ts";

type Trouble = Exclude<ReadResult, { kind: "text" }>;

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** What Bun gives as the age of a file that is not there; asking takes a microsecond and no thread. */
const ABSENT = Bun.file("/\u{1f980}/absent").lastModified;

/** The real file system, through Bun's own calls: node:fs alone would cost a third of the start-up. */
export const files: Files = {
  read: (path, maxBytes) => readWith(async (file) => decode(await file.bytes()), path, maxBytes),
  // Only this program writes there, and only by putting another file in the place.
  readAscii: (path) => readWith(async (file) => ascii(await mapped(file, path)), path),
  readAny: (path, maxBytes) => readWith(async (file) => anyText(await file.bytes()), path, maxBytes),
  async exists(path) {
    return !isAbsent(path) || obstacleTo(path) !== undefined;
  },
  async list(folder) {
    const { readdir } = await import("node:fs/promises");
    try {
      return { kind: "names", names: await readdir(folder) };
    } catch (error) {
      return fromError(error);
    }
  },
  async entries(folder) {
    const { readdir } = await import("node:fs/promises");
    try {
      const found = await readdir(folder, { withFileTypes: true });
      return { kind: "entries", entries: found.map((entry) => ({ name: entry.name, kind: kindOf(entry) })) };
    } catch (error) {
      return fromError(error);
    }
  },
  async mode(path) {
    const { stat } = await import("node:fs/promises");
    if (process.platform === "win32") return undefined;
    return stat(path).then(
      ({ mode }) => mode & 0o777,
      () => undefined,
    );
  },
  async realPath(path) {
    const { realpath } = await import("node:fs/promises");
    return realpath(path).catch(() => path);
  },
};

/**
 * The same for TAB: mapped into memory a file needs no thread to read it, which costs as much as all the rest. A program
 * that cuts the file off in that very microsecond kills ours, so whoever writes or decides anything reads in full.
 */
export const mappedFiles: Files = {
  ...files,
  read: (path, maxBytes) => readWith(async (file) => decode(await mapped(file, path)), path, maxBytes),
};

/** An empty file cannot be mapped, and Windows maps none. */
function mapped(file: Bun.BunFile, path: string): Uint8Array | Promise<Uint8Array> {
  const isUnmapped = file.size === 0 || process.platform === "win32";
  return isUnmapped ? Bun.file(path).bytes() : Bun.mmap(path, { shared: false });
}

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function anyText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function kindOf(entry: Dirent): Entry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "other";
}

function ascii(bytes: Uint8Array): string {
  // Each byte is a character then, which takes a third of the time that UTF-8 does.
  const text = new TextDecoder("latin1").decode(bytes);
  if (/[^\t\n -~]/.test(text)) throw Object.assign(new Error(), { code: "EILSEQ" });
  return text;
}

async function readWith(
  textOf: (file: Bun.BunFile) => Promise<string>,
  path: string,
  maxBytes = DEFAULT_MAX_BYTES,
): Promise<ReadResult> {
  const file = Bun.file(path);
  try {
    if (isAbsent(path)) {
      const obstacle = obstacleTo(path);
      if (obstacle === undefined) return { kind: "absent" };
      return unreadable((await Bun.file(obstacle).exists()) ? `${obstacle} is no directory` : "permission denied");
    }
    if (file.size === Number.POSITIVE_INFINITY) return unreadable("it is not a regular file");
    if (file.size > maxBytes) return unreadable(`it is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB`);
    // Asked anew: a Bun.file that has told its size reads no more than that, though the file was replaced by a longer one.
    return { kind: "text", text: await textOf(Bun.file(path)) };
  } catch (error) {
    return fromError(error);
  }
}

/** Folders that are known to be absent, and not just hidden: what stands below them is looked for only once. */
const absentFolders = new Set<string>();

/**
 * What Bun cannot look at counts as absent with it; only a file that is truly absent may be passed over.
 * A directory can be searched when `.` in it can be seen; the one that cannot is given.
 */
function obstacleTo(path: string): string | undefined {
  const passed: string[] = [];
  let dir = dirname(path);
  while (!absentFolders.has(dir) && isAbsent(dir) && dir !== dirname(dir)) {
    passed.push(dir);
    dir = dirname(dir);
  }
  if (!absentFolders.has(dir) && isAbsent(`${dir}/.`)) return dir;
  for (const folder of passed) absentFolders.add(folder);
  return undefined;
}

function isAbsent(path: string): boolean {
  return Bun.file(path).lastModified === ABSENT;
}

function fromError(error: unknown): Trouble {
  const { code } = error as { code?: string };
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
  return unreadable(REASONS[code ?? ""] ?? `the system says ${code ?? "nothing more"}`);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go round in a circle",
  ENAMETOOLONG: "its name is too long",
  EILSEQ: "it is damaged",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text",
};

function unreadable(reason: string): Trouble {
  return { kind: "unreadable", reason };
}
