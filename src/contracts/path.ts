/**
 * The functions of node:path that every run needs, for absolute paths of any system. Loading that module costs a
 * tenth of an empty program's run; `path.test.ts` compares every answer with it.
 */

/** A drive's root, or a share: such a path has backslashes. */
const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** Whether a path begins at a root. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || WINDOWS.test(path);
}

/** Puts parts together, without `.`, `..` and doubled separators where they can be resolved. */
export function join(...parts: readonly string[]): string {
  const given = parts.filter((part) => part !== "");
  return normalize(given.join("/"));
}

/** What stands at the last absolute part and everything after it. */
export function resolve(...parts: readonly string[]): string {
  return parts.reduce((path, part) => (isAbsolute(part) ? normalize(part) : join(path, part)), "");
}

/** The folder in which a path's last part stands; a root stands in itself. */
export function dirname(path: string): string {
  return join(path, "..");
}

/** A path's last part. */
export function basename(path: string): string {
  return (
    normalize(path)
      .split(WINDOWS.test(path) ? /[\\/]/ : "/")
      .at(-1) ?? ""
  );
}

function normalize(path: string): string {
  const isWindows = WINDOWS.test(path);
  const root = isWindows ? path.slice(0, 2).replaceAll("/", "\\") + (path[1] === ":" ? "\\" : "") : "";
  const start = isWindows ? root : path.startsWith("/") ? "/" : "";
  const kept: string[] = [];
  for (const part of path.slice(start.length).split(isWindows ? /[\\/]/ : "/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (start === "") kept.push(part);
  }
  return start + kept.join(isWindows ? "\\" : "/") || ".";
}
