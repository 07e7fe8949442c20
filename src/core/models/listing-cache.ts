import type { Env } from "../../contracts/env.ts";
import { isAbsolute, join } from "../../contracts/path.ts";
import type { Listing } from "./listing.ts";

/** Where this program keeps what it can fetch again; nothing needs it. */
export function cacheDir({ variables, home, platform }: Pick<Env, "variables" | "home" | "platform">): string {
  const named = variables[platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME"]?.trim() ?? "";
  const usual = platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(isAbsolute(named) ? named : usual, "openclaw-cli");
}

const pathOf = (env: Env) => join(cacheDir(env), "models.json");

/** What providers listed at some time; nothing where the file is absent or is no longer understood. */
export async function readListing(env: Env): Promise<Listing> {
  const read = await env.files.read(pathOf(env));
  if (read.kind !== "text") return {};
  try {
    const { version, providers } = JSON.parse(read.text) as { version?: number; providers?: Listing };
    return version === 1 && providers !== undefined ? providers : {};
  } catch {
    return {};
  }
}

/** Keeps what was listed; says why where that is not possible. */
export async function writeListing(env: Env, providers: Listing): Promise<string | undefined> {
  const text = `${JSON.stringify({ version: 1, providers })}\n`;
  const outcome = await env.writer.replace([{ path: pathOf(env), text, isCache: true }]);
  return outcome.kind === "written" ? undefined : `${outcome.path} cannot be written: ${outcome.reason}`;
}
