import type { Env } from "../../../contracts/env.ts";
import { join } from "../../../contracts/path.ts";
import type { Secret } from "../../../contracts/secret.ts";
import { type Agent, agentsOf, selectAgent } from "../../agents.ts";
import { includedFiles } from "../../config/includes.ts";
import { readSecret } from "../../secrets/vault.ts";
import type { Setup } from "../../setup.ts";
import { readDatabaseStores } from "../store-database.ts";
import { accountIn } from "../remove-profile.ts";
import { findInBroken, findInDotEnv, findInJson, type Plain } from "./find.ts";

/** What an audit found: a secret in clear; a reference whose secret is gone; one that could not be asked about. */
export type Finding = {
  kind: "plaintext" | "missing" | "unknown";
  file: string;
  place: string;
  secret: Secret | undefined;
  /** `models auth migrate` can move it. */
  movable: boolean;
  /** In how many places the same secret stands. */
  copies: number;
  note: string;
};

export type Audit = { findings: Finding[]; warnings: string[]; files: number };

/** Looks through everything that OpenClaw and this program write below the state directory; asks no keyring unless told to. */
export async function audit(env: Env, setup: Setup, only: string | undefined, asksKeyring: boolean): Promise<Audit> {
  const agents = only === undefined ? everyAgent(env, setup) : [setup.agent];
  const found: (Plain & { file: string; movable: boolean })[] = [];
  const warnings: string[] = [];
  const seen = new Set<string>();
  let files = 0;
  const look = async (file: string, form: "json" | "dotenv") => {
    if (seen.has(file)) return;
    seen.add(file);
    const read = await env.files.read(file);
    if (read.kind === "unreadable") warnings.push(`${file} cannot be read: ${read.reason}`);
    if (read.kind !== "text") return;
    files++;
    const isStore = file.endsWith("/auth-profiles.json");
    for (const plain of inFile(read.text, form)) {
      found.push({ ...plain, file, movable: isStore && /^profiles(\.|\[).*\.(key|token)$/.test(plain.place) });
    }
  };
  for (const [file, form] of await filesOf(env, setup, agents, warnings)) await look(file, form);
  for (const agent of agents) {
    const database = await readDatabaseStores(env, setup.places, agent, false).catch(() => undefined);
    for (const { path, value } of database?.parts ?? []) {
      if (!seen.has(path)) files++;
      for (const plain of findInJson(JSON.stringify(value)) ?? [])
        if (!seen.has(`${path} ${plain.place}`)) found.push({ ...plain, file: path, movable: false });
      seen.add(path);
    }
  }
  const copies = new Map<string, number>();
  for (const { secret } of found) copies.set(secret.reveal(), (copies.get(secret.reveal()) ?? 0) + 1);
  const findings: Finding[] = found.map(({ file, place, secret, movable }) => ({
    kind: "plaintext",
    file,
    place,
    secret,
    movable,
    copies: copies.get(secret.reveal()) ?? 1,
    note: "",
  }));
  if (asksKeyring) findings.push(...(await dangling(env, agents)));
  return { findings, warnings, files };
}

function everyAgent(env: Env, { config, places, variables, agent }: Setup): Agent[] {
  const ids = new Set([...agentsOf(config).keys(), ...(agentsOf(config).size === 0 ? ["main"] : [])]);
  const all = [...ids].map((id) => selectAgent(config, places, variables, env.workingDir, id));
  return [...new Map([agent, ...all].map((entry) => [entry.dir, entry])).values()];
}

const BACKUPS = [".bak", ".bak.1", ".bak.2", ".bak.3", ".bak.4"];

async function filesOf(
  env: Env,
  { places }: Setup,
  agents: readonly Agent[],
  warnings: string[],
): Promise<[string, "json" | "dotenv"][]> {
  const { configPath, stateDir } = places;
  const own = [
    configPath,
    ...(await includedFiles(env.files, configPath)),
    join(stateDir, "credentials", "oauth.json"),
  ];
  for (const { dir, mainDir } of agents) {
    for (const folder of new Set([dir, mainDir])) {
      own.push(join(folder, "auth-profiles.json"), join(folder, "auth.json"), join(folder, "models.json"));
      const listed = await env.files.list(folder);
      if (listed.kind === "unreadable") warnings.push(`${folder} cannot be listed: ${listed.reason}`);
      const names = listed.kind === "names" ? listed.names : [];
      own.push(
        ...names.filter((name) => name.startsWith("auth-profiles.json.migrated-")).map((name) => join(folder, name)),
      );
    }
  }
  const all = own.flatMap((path) => ["", ...BACKUPS].map((ending) => path + ending));
  return [...all.map((path) => [path, "json"] as [string, "json"]), [join(stateDir, ".env"), "dotenv"]];
}

function inFile(text: string, form: "json" | "dotenv"): Plain[] {
  if (form === "dotenv") return findInDotEnv(text);
  // A broken file, or half a backup: what looks like a secret is found by its line.
  return findInJson(text) ?? findInBroken(text);
}

/** The references of ours that lead nowhere. */
async function dangling(env: Env, agents: readonly Agent[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { dir } of agents) {
    const file = join(dir, "auth-profiles.json");
    const read = await env.files.read(file);
    if (read.kind !== "text") continue;
    let profiles: Record<string, Record<string, unknown>> = {};
    try {
      profiles = (JSON.parse(read.text) as { profiles?: typeof profiles }).profiles ?? {};
    } catch {
      continue;
    }
    for (const [id, profile] of Object.entries(profiles)) {
      const account = accountIn(profile);
      if (account === undefined) continue;
      const asked = await readSecret(env.keyring, account);
      if (asked.kind === "ok" && asked.value !== undefined) continue;
      const isGone = asked.kind === "ok" || asked.kind === "damaged";
      const note = asked.kind === "ok" ? "the keyring holds no such entry" : asked.reason;
      findings.push({
        kind: isGone ? "missing" : "unknown",
        file,
        place: `profiles["${id}"]`,
        secret: undefined,
        movable: false,
        copies: 0,
        note,
      });
    }
  }
  return findings;
}
