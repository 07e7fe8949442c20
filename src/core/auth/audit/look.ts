import type { Env } from "../../../contracts/env.ts";
import { CREDENTIAL_QUERIES } from "../store-database.ts";
import type { Listed } from "./listed.ts";
import { findInData, findInDotEnv, findInJson, findInJsonLines } from "./find.ts";
import { findInBroken, findInService, findInText, MOST } from "./find-text.ts";
import { findKnown, type Plain } from "./plain.ts";
import { looksRandom } from "./names.ts";
import { createSearch, type Search } from "./search.ts";
import type { Skips } from "./skipped.ts";

/** A text that was looked through; that of a file without structure is not kept. */
export type Looked = Listed & { text: string; plains: Plain[]; isBroken: boolean };

/** What looking through files came to. */
export type Look = {
  looked: Looked[];
  /** What was looked through less well than it should be. */
  unread: string[];
  files: number;
};

type Texts = { kind: "absent" } | { kind: "texts"; texts: string[] } | { kind: "unreadable"; reason: string };

/** A document of OpenClaw's own data beyond this is looked through as a text: it would take seconds to take it apart. */
const MAX_PARSED = 16 * 1024 * 1024;
/** So much is held in memory at once. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A dozen seconds. */
const MAX_TOTAL = 1024 * 1024 * 1024;

/** Looks through files, each once whatever links lead to it, and goes on past what cannot be read or is broken. */
export async function lookThrough(env: Env, listed: readonly Listed[], skips: Skips): Promise<Look> {
  const look: Look = { looked: [], unread: [], files: 0 };
  const seen = new Set<string>();
  const texts: Listed[] = [];
  for (const one of listed) {
    const real = one.real ?? (await env.files.realPath(one.file));
    if (seen.has(real)) continue;
    const outcome = one.source === "text" ? "text" : await lookInto(env, one, look, skips);
    if (outcome !== "absent") seen.add(real);
    if (outcome === "text" || one.source === "database") texts.push(one);
  }
  addKnown(look.looked);
  await lookThroughTexts(env, texts, look, skips);
  return look;
}

/** Takes a document apart; one that is too long for that is a text. */
async function lookInto(env: Env, one: Listed, look: Look, skips: Skips): Promise<"absent" | "done" | "text"> {
  const { file, source } = one;
  const read = source === "database" ? await readDatabase(env, file) : await readWhole(env, file);
  if (read.kind === "absent") return "absent";
  if (read.kind === "unreadable") {
    skips.add(file, { kind: "unread", reason: read.reason, isGap: !one.isForeign });
    return "done";
  }
  if (source === "state" && read.texts.some(({ length }) => length > MAX_PARSED)) return "text";
  look.files++;
  for (const text of read.texts) {
    const found = findIn(text, one);
    if (found === undefined)
      look.unread.push(`${file} is not valid JSON: what stands in it was only looked for line by line`);
    look.looked.push({ ...one, text, plains: found ?? findInBroken(text), isBroken: found === undefined });
  }
  return "done";
}

function findIn(text: string, { file, source }: Listed): Plain[] | undefined {
  if (text.trim() === "") return [];
  if (source === "dotenv") return findInDotEnv(text);
  if (source === "service") return findInService(text);
  if (source !== "state") return findInJson(text);
  return /\.jsonl/i.test(file) ? findInJsonLines(text) : findInData(text);
}

async function readWhole(env: Env, file: string): Promise<Texts> {
  const read = await env.files.readAny(file, MAX_BYTES);
  return read.kind === "text" ? { kind: "texts", texts: [read.text] } : read;
}

/** What OpenClaw's own `secrets store` keeps, in clear. Facts: OpenClaw 2026.9.6 §3. */
const KEPT =
  "SELECT json_object('secret_store_entries', json_group_object(name, json_object('secret', value))) FROM secret_store_entries";

async function readDatabase(env: Env, file: string): Promise<Texts> {
  if (!(await env.files.exists(file))) return { kind: "absent" };
  const texts: string[] = [];
  for (const query of [...CREDENTIAL_QUERIES, KEPT]) {
    const read = await env.databases.readText(file, query);
    if (read.kind === "unreadable") return read;
    if (read.kind === "text") texts.push(read.text);
  }
  return { kind: "texts", texts };
}

/** Adds the places where a secret stands once more that nothing but the secret itself gives away: a comment say. */
function addKnown(looked: readonly Looked[]): void {
  const search = createSearch(knownIn(looked));
  for (const { text, plains, source } of looked) {
    const values = new Set(source === "state" ? plains.map(({ secret }) => secret.reveal()) : []);
    // Where data says a secret by its key, the line says nothing more.
    plains.push(...findKnown(text, search, plains).filter(({ secret }) => !values.has(secret.reveal())));
  }
}

/** The secrets that can be told from a word wherever they stand. */
function knownIn(looked: readonly Looked[]): Set<string> {
  return new Set(looked.flatMap(({ plains }) => plains.map(({ secret }) => secret.reveal())).filter(looksRandom));
}

/** Looks for keys of every known shape, and for what was found before, in what has no fields: one after the other. */
async function lookThroughTexts(env: Env, texts: readonly Listed[], look: Look, skips: Skips): Promise<void> {
  const known = createSearch(knownIn(look.looked));
  let total = 0;
  for (const [index, one] of texts.entries()) {
    if (index % 100 === 99) env.progress.pending(`looked through ${index + 1} of ${texts.length} files`);
    const { file, isForeign } = one;
    const skip = (kind: "unread" | "rule", reason: string) => skips.add(file, { kind, reason, isGap: !isForeign });
    if (total > MAX_TOTAL) {
      skip("rule", "it comes after more than 1 GB");
      continue;
    }
    const read = await env.files.readAny(file, MAX_BYTES);
    if (read.kind === "unreadable") skip("unread", read.reason);
    if (read.kind !== "text") continue;
    total += read.text.length;
    const isDatabase = one.source === "database";
    const before = isDatabase ? look.looked.filter((other) => other.file === file) : [];
    const values = new Set(before.flatMap(({ plains }) => plains.map(({ secret }) => secret.reveal())));
    const plains = plainsIn(one, read.text, known).filter(({ secret }) => !values.has(secret.reveal()));
    if (plains.length === MOST)
      look.unread.push(`${file} holds more than ${MOST} secrets, of which no more were looked at`);
    // Its credentials were looked at before.
    if (!isDatabase) look.files++;
    if (plains.length > 0) look.looked.push({ ...one, text: "", plains, isBroken: false });
  }
  env.progress.pending("");
}

/** Data may have any name. */
function plainsIn(one: Listed, text: string, known: Search): Plain[] {
  const isShort = mayAssign(one, text);
  const inData = isShort && /^\s*[{[]/.test(text) ? findInData(text) : undefined;
  const values = new Set(inData?.map(({ secret }) => secret.reveal()));
  const byLooks = findInText(text, known, isShort && inData === undefined);
  return [...(inData ?? []), ...byLooks.filter(({ secret }) => !values.has(secret.reveal()))];
}

/** Longer than any file of settings; what is assigned in a longer text takes too long to find. */
const MAX_SETTINGS = 1024 * 1024;

/** Whether a text may be settings in a format of its own. In a session any code may be quoted. */
function mayAssign({ file, source, isForeign }: Listed, text: string): boolean {
  return source === "text" && !isForeign && text.length <= MAX_SETTINGS && !/[\\/]sessions[\\/]/.test(file);
}
