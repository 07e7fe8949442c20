import type { Env } from "../../../contracts/env.ts";
import { Secret } from "../../../contracts/secret.ts";
import { CREDENTIAL_QUERIES } from "../store-database.ts";
import type { Listed } from "./files.ts";
import { findInBroken, findInDotEnv, findInJson, findKnown, type Plain } from "./find.ts";
import { looksRandom } from "./names.ts";

/** A text that was looked through. */
export type Looked = Listed & { text: string; plains: Plain[]; isBroken: boolean };

type Texts = { kind: "absent" } | { kind: "texts"; texts: string[] } | { kind: "unreadable"; reason: string };

/** Looks through files, each once whatever links lead to it, and goes on past what cannot be read or is broken. */
export async function lookThrough(
  env: Env,
  listed: readonly Listed[],
): Promise<{ looked: Looked[]; unread: string[]; files: number }> {
  const looked: Looked[] = [];
  const unread: string[] = [];
  const seen = new Set<string>();
  let files = 0;
  for (const one of listed) {
    const { file, source } = one;
    const path = await env.files.realPath(file);
    if (seen.has(path)) continue;
    const read = source === "database" ? await readDatabase(env, file) : await readWhole(env, file);
    if (read.kind !== "absent") seen.add(path);
    if (read.kind === "unreadable") unread.push(`${file} cannot be read: ${read.reason}`);
    if (read.kind !== "texts") continue;
    files++;
    for (const text of read.texts) {
      const found = findIn(text, source);
      if (found === undefined)
        unread.push(`${file} is not valid JSON: what stands in it was only looked for line by line`);
      looked.push({ ...one, text, plains: found ?? findInBroken(text), isBroken: found === undefined });
    }
  }
  addKnown(looked);
  return { looked, unread, files };
}

function findIn(text: string, source: Listed["source"]): Plain[] | undefined {
  if (text.trim() === "") return [];
  return source === "dotenv" ? findInDotEnv(text) : findInJson(text);
}

async function readWhole(env: Env, file: string): Promise<Texts> {
  const read = await env.files.read(file);
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
  const known = new Set(
    looked.flatMap(({ plains }) => plains.map(({ secret }) => secret.reveal())).filter(looksRandom),
  );
  for (const { text, plains } of looked)
    for (const value of known) plains.push(...findKnown(text, new Secret(value), plains));
}
