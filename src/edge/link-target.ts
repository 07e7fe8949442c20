import { readlinkSync, realpathSync } from "node:fs";
import { dirname, resolve } from "../contracts/path.ts";

/** The file behind any links, though it is not there yet; a link stays a link. */
export function linkTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return danglingTarget(path);
  }
}

function danglingTarget(path: string): string {
  let target = path;
  try {
    // As many as Linux follows.
    for (let links = 0; links < 40; links++) target = resolve(dirname(target), readlinkSync(target));
    return path;
  } catch {
    return target;
  }
}
