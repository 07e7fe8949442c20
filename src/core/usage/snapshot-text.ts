import type { Env } from "../../contracts/env.ts";
import { cachePath } from "../cache.ts";

/** Where snapshots are kept. */
export function snapshotPath(env: Env): string {
  return cachePath(env, "usage.json");
}

/** What stands there; nearly always nothing, and then nothing else has to be loaded. */
export async function readSnapshotText(env: Env): Promise<string | undefined> {
  const read = await env.files.read(snapshotPath(env));
  return read.kind === "text" ? read.text : undefined;
}
