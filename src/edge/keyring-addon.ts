import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The compiled program alone holds it: `scripts/build.ts` puts the one of its target there.
import embedded from "keyring-addon" with { type: "file" };

export type Addon = Pick<typeof import("@napi-rs/keyring"), "AsyncEntry" | "findCredentialsAsync">;

/**
 * Loads the native part of the keyring. Bun would unpack it under a name that anybody can guess, and load what it finds
 * there unseen; so it is written into a new folder that nobody else can enter, compared, loaded, and taken away again.
 * Throws where no folder of this user may hold a program.
 */
export async function loadAddon(): Promise<Addon> {
  const bytes = await Bun.file(embedded).bytes();
  let last: unknown = new Error("there is no folder for it");
  for (const parent of privateParents()) {
    try {
      return loadIn(parent, bytes);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function privateParents(): string[] {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME, XDG_RUNTIME_DIR } = process.env;
  const cache = LOCALAPPDATA ?? XDG_CACHE_HOME ?? (HOME === undefined ? undefined : join(HOME, ".cache"));
  const own = cache === undefined ? undefined : join(cache, "openclaw-cli");
  if (own !== undefined) makeOwn(own);
  return [XDG_RUNTIME_DIR, own, tmpdir()].flatMap((folder) => (folder && isSafe(folder) ? folder : []));
}

function makeOwn(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    // There are others.
  }
}

/** Whether nobody else can put another folder in the place of one that is made there. */
function isSafe(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return false;
  const { geteuid } = process;
  if (geteuid === undefined) return true;
  const isSticky = (found.mode & 0o1000) !== 0;
  return (found.uid === 0 || found.uid === geteuid()) && (isSticky || (found.mode & 0o022) === 0);
}

function loadIn(parent: string, bytes: Uint8Array): Addon {
  accessSync(parent, constants.W_OK);
  removeLitter(parent);
  const folder = mkdtempSync(join(parent, `keyring-${process.pid}-`));
  const path = join(folder, "keyring.node");
  try {
    writeFileSync(path, bytes, { flag: "wx", mode: 0o600 });
    if (!readFileSync(path).equals(bytes)) throw new Error("it was changed while it was loaded");
    const module = { exports: {} as Addon };
    process.dlopen(module, path);
    return module.exports;
  } finally {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Windows keeps a loaded file until the program ends.
    }
  }
}

/** Removes what a process left behind that was killed while it loaded. */
function removeLitter(parent: string): void {
  try {
    for (const entry of readdirSync(parent)) {
      const [, pid] = /^keyring-(\d+)-\w{6}$/.exec(entry) ?? [];
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, entry), { recursive: true, force: true });
    }
  } catch {
    // Somebody else's, in a folder of everybody.
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
