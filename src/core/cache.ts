import type { Env } from "../contracts/env.ts";
import { isAbsolute, join } from "../contracts/path.ts";

/** Where this program keeps what it can fetch again; nothing needs it. */
export function cacheDir({ variables, home, platform }: Pick<Env, "variables" | "home" | "platform">): string {
  const named = variables[platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME"]?.trim() ?? "";
  const usual = platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(isAbsolute(named) ? named : usual, "openclaw-cli");
}

/** Where a cache stands. */
export function cachePath(env: Env, name: string): string {
  return join(cacheDir(env), name);
}

/**
 * The fields of a JSON cache, as somebody may have left them: whoever uses them looks at their types. Nothing where the
 * file is absent, cannot be read, is no object, or is of another version.
 */
export async function readCache(
  env: Env,
  name: string,
  version: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const read = await env.files.readAscii(cachePath(env, name));
  if (read.kind !== "text") return undefined;
  try {
    const document: unknown = JSON.parse(read.text);
    if (typeof document !== "object" || document === null) return undefined;
    const fields = document as Record<string, unknown>;
    return fields["version"] === version ? fields : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps fields in a JSON cache, in ASCII, which is read quickly; says why where that is not possible. */
export function writeCache(env: Env, name: string, version: number, fields: object): Promise<string | undefined> {
  const text = JSON.stringify({ version, ...fields });
  return replaceCache(env, name, `${text.replace(/[^ -~]/g, escaped)}\n`);
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Puts a text in the place of a cache, whatever stands there; says why where that is not possible. */
export async function replaceCache(env: Env, name: string, text: string): Promise<string | undefined> {
  const outcome = await env.writer.replace([{ path: cachePath(env, name), text, isCache: true }]);
  return outcome.kind === "written" ? undefined : `${outcome.path} cannot be written: ${outcome.reason}`;
}
