import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The compiled program alone holds it: `scripts/build.ts` puts the one of its target there.
import embedded from "keyring-addon" with { type: "file" };

export type Addon = Pick<typeof import("@napi-rs/keyring"), "AsyncEntry">;

/**
 * Loads the native part of the keyring. Bun would unpack it under a name that anybody can guess, and load what it finds
 * there unseen; so it is written into a new folder that nobody else can enter, compared, loaded, and taken away again.
 * Throws where no folder of this user may hold a program.
 */
export async function loadAddon(): Promise<Addon> {
  const bytes = await Bun.file(embedded).bytes();
  let last: unknown;
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
  return [XDG_RUNTIME_DIR, own, tmpdir()].flatMap((folder) => folder || []);
}

function loadIn(parent: string, bytes: Uint8Array): Addon {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  accessSync(parent, constants.W_OK);
  const folder = mkdtempSync(join(parent, "keyring-"));
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
