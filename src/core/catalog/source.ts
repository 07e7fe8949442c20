import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Provider } from "../../contracts/provider.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import { shownAddress } from "../address.ts";
import { expandHome, homeOf } from "../config/paths.ts";
import { fetchDocument } from "../fetched.ts";
import { hideInNames } from "../secrets-sent.ts";
import { parseModelsDev } from "./models-dev.ts";

/** Where the catalog comes from when nothing else is named. */
export const MODELS_DEV = "https://models.dev/api.json";

/** It was 5.3 MB in September 2026, after 2.2 MB in March. */
const MAX_BYTES = 32 * 1024 * 1024;

const UNCHANGED = "the catalog in use stays; try later, or another source with `--from`";
const RETRY = "check the connection, or name a file: `openclaw models refresh --from <file>`";

const ABSENT = "check the path, or write `https://` in front of an address";

const CATALOG = {
  noun: "catalog",
  deadlineMs: 60_000,
  maxBytes: MAX_BYTES,
  hints: { retry: RETRY, unfit: UNCHANGED, elsewhere: "name the right address with `--from`" },
};

/** Where a catalog is taken from; `shown` is safe to print: a query may hold a key. */
export type Source = { kind: "url" | "file"; place: string; shown: string };

/** Reads what a person names as the source: an https address, one of this machine, or a file. */
export function parseSource(from: string, env: Env): Source {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(from)) {
    const place = expandHome(from, homeOf(env), env.workingDir);
    return { kind: "file", place, shown: place };
  }
  if (!URL.canParse(from)) throw usage("`--from` is no address");
  const { protocol, host, hostname, username, password, href } = new URL(from);
  if (username !== "" || password !== "") throw usage("`--from` holds a user name or a password, which others can see");
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isHere))
    throw usage(`\`--from\` is fetched by https alone, or by http from this machine, not from ${protocol}//${host}`);
  return { kind: "url", place: href, shown: shownAddress(href) };
}

/** Takes a catalog from its source; throws what went wrong in one sentence. */
export async function readSource(env: Env, source: Source, providers: readonly Provider[]): Promise<CatalogRow[]> {
  const text = await (source.kind === "file" ? readFile : fetchBody)(env, source);
  const ids = providers.flatMap(({ id, catalogId }) => (catalogId ? [[catalogId, id] as const] : []));
  const parsed = parseModelsDev(text, new Map(ids));
  if ("trouble" in parsed) throw unfit(source, parsed.trouble);
  // Whoever is asked with a key in the query may echo it.
  const hide = hideInNames({ url: source.place, headers: {} });
  return parsed.rows.filter(({ key }) => hide(key) === key).map((row) => Object.assign(row, { name: hide(row.name) }));
}

/** Refuses what a source holds. */
export function unfit({ kind, shown }: Source, trouble: string): AppError {
  return new AppError(kind === "file" ? "file_invalid" : "service_failed", `${shown} ${trouble}`, UNCHANGED);
}

async function readFile(env: Env, { place, shown }: Source): Promise<string> {
  const read = await env.files.read(place, MAX_BYTES);
  if (read.kind === "text") return read.text;
  if (read.kind === "absent") throw new AppError("file_missing", `there is no file ${shown}`, ABSENT);
  throw new AppError("file_invalid", `${shown} cannot be read: ${read.reason}`, UNCHANGED);
}

async function fetchBody(env: Env, { place, shown }: Source): Promise<string> {
  const headers = { accept: "application/json", "user-agent": `openclaw/${env.version}` };
  return fetchDocument(env, { ...CATALOG, url: place, shown, headers }, env.interrupt());
}

function usage(message: string): AppError {
  return new AppError("usage", message, `for example ${MODELS_DEV}, or a file with what that gives`);
}
