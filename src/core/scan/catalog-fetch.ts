import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { parseCatalog } from "./catalog.ts";
import { type Catalog, pathOf, readCache } from "./catalog-cache.ts";

const DEADLINE_MS = 20_000;
const MAX_BYTES = 16 * 1024 * 1024;
const HINT = "try again later, or see what was found last time with `openclaw models scan --offline`";

/** Where OpenRouter's list stands, and what the config sends along. */
export type Address = { url: string; headers: Readonly<Record<string, string>> };

/** Fetches the list and keeps its free models; where there is no way to it, gives those that were kept. */
export async function fetchCatalog(env: Env, { url, headers }: Address, signal: AbortSignal): Promise<Catalog> {
  const request = { method: "GET", url, headers } as const;
  const answer = await env.http({ ...request, deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, signal });
  if (answer.kind === "aborted") throw new AppError("cancelled", "cancelled", "nothing was changed");
  const host = new URL(url).host;
  if (answer.kind === "too_large") throw unusable(host, "it has no end");
  if (answer.kind !== "answer" || answer.status >= 400) {
    const why = answer.kind === "answer" ? `HTTP ${answer.status}` : answer.detail;
    const cached = await readCache(env, url);
    const message = `the list of models cannot be had from ${host}: ${why}`;
    if (cached === undefined) throw new AppError("service_failed", message, "check the connection, then try again");
    return { ...cached, warnings: [message, ...cached.warnings] };
  }
  const read = parseCatalog(answer.body);
  if ("trouble" in read) throw unusable(host, read.trouble);
  const about = { url, from: "network", fetchedAt: env.now(), models: read.total } as const;
  const trouble = await writeCache(env, { about, models: read.models });
  return { about, models: read.models, warnings: trouble === undefined ? [] : [trouble] };
}

const unusable = (host: string, why: string) =>
  new AppError("service_failed", `what ${host} gives is no list of models: ${why}`, HINT);

/** Only the free models are kept, as they were understood: the whole list would cost every later reader its size. */
async function writeCache(env: Env, content: Pick<Catalog, "about" | "models">): Promise<string | undefined> {
  const path = pathOf(env);
  const before = await env.files.read(path);
  const text = `${JSON.stringify({ version: 1, ...content })}\n`;
  const file = { path, before: before.kind === "text" ? before.text : undefined, text, keepsNoBackup: true as const };
  const outcome = await env.writer.replace([file]);
  return outcome.kind === "written" ? undefined : `${path} cannot be written: ${outcome.reason}`;
}
