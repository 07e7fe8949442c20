import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { dirname, join } from "../../contracts/path.ts";
import type { SecretRef } from "../../schema/config.ts";
import type { AuthStoreFile } from "../../schema/auth-store.ts";
import type { Agent } from "../agents.ts";
import { writesForbiddenBy } from "../config/change/change.ts";
import { type Edit, editJson5 } from "../config/edit/edit.ts";
import type { Places } from "../config/paths.ts";
import { accountOf } from "../secrets/account.ts";
import type { Setup } from "../setup.ts";
import { sha256 } from "../hash.ts";
import { isObject } from "../object.ts";
import { readRawStores, readStoreFile } from "./raw-stores.ts";
import { parseStore } from "./store-file.ts";

/** The name under which OpenClaw's config knows this program as a provider of secrets. */
export const KEYRING_PROVIDER = "keyring";

/** Where an agent's own credentials are written. */
export function storePathOf(agent: Agent): string {
  return join(agent.dir, "auth-profiles.json");
}

/**
 * Refuses to write where nothing may be written, and where a newer OpenClaw keeps credentials in its database: a file
 * beside that would lock its user out. Throws `file_unwritable`.
 */
export async function requireWritableStore(
  env: Env,
  { places, variables, agent }: Pick<Setup, "places" | "variables" | "agent">,
): Promise<void> {
  const path = storePathOf(agent);
  const forbidden = writesForbiddenBy(variables);
  if (forbidden !== undefined) {
    throw new AppError(
      "file_unwritable",
      `${path} cannot be changed: ${forbidden} is set`,
      "change it where the files are made",
    );
  }
  const { kind, path: database } = await readRawStores(env, { places, variables }, agent);
  if (kind === "json") return;
  throw new AppError(
    "file_unwritable",
    `OpenClaw keeps these credentials in ${database}, which this version only reads`,
    "use OpenClaw's own command, or a variable",
  );
}

/** The reference that stands in a store in the place of a secret, as OpenClaw ≥ 2026.2.26 reads it. */
export async function referenceOf(env: Env, places: Places, agent: Agent, profileId: string): Promise<SecretRef> {
  const id = accountOf(agent.id, profileId, await markOf(env, places));
  if (id.length > 256 || !/^[A-Za-z0-9]/.test(id) || /(^|\/)\.{1,2}(\/|$)/.test(id)) {
    throw new AppError(
      "usage",
      `\`${profileId}\` cannot be the name of an entry in the keyring`,
      "choose another one: `--profile-id`",
    );
  }
  return { source: "exec", provider: KEYRING_PROVIDER, id };
}

/** 8 hex digits that tell one state directory from another; nothing for the usual one. */
async function markOf(env: Env, { home, stateDir }: Places): Promise<string | undefined> {
  const real = await env.files.realPath(stateDir);
  if (real === (await env.files.realPath(join(home, ".openclaw")))) return undefined;
  return (await sha256(real)).slice(0, 8);
}

/** What a store says, as a plain value; an absent one is empty. */
export type StoreContent = {
  profiles?: Record<string, Record<string, unknown>>;
  order?: Record<string, string[]>;
  lastGood?: Record<string, string>;
};

/**
 * Changes an agent's own store under the lock that OpenClaw takes too: reads it, decides on edits, and replaces the file.
 * What other programs wrote stays to the byte.
 */
export async function changeStore(
  env: Env,
  agent: Agent,
  decide: (content: StoreContent) => Promise<readonly Edit[]>,
): Promise<{ path: string; changed: boolean }> {
  const path = storePathOf(agent);
  return env.writer.lockedStore(path, async () => {
    const { text: before, content } = await readStore(env, path);
    const edits = await decide(content);
    if (edits.length === 0) return { path, changed: false };
    const text = editJson5(before ?? '{\n  "version": 1,\n  "profiles": {}\n}\n', edits);
    const outcome = await env.writer.replace([{ path, before, text, keepsNoBackup: true }]);
    if (outcome.kind === "refused") throw storeUnwritable(path, outcome.reason);
    return { path, changed: true };
  });
}

/** Reads one store as it stands there; throws `store_unreadable` or `store_invalid`. */
export async function readStore(env: Env, path: string): Promise<{ text: string | undefined; content: StoreContent }> {
  const read = await readStoreFile(env, path);
  if (read === undefined) return { text: undefined, content: {} };
  return { text: read.text, content: contentOf(parseStore(read.value, path)) };
}

/** What is no object describes no credential; it can still be replaced and removed. */
function contentOf({ profiles, order, lastGood }: AuthStoreFile & { lastGood?: unknown }): StoreContent {
  const described = Object.entries(profiles ?? {}).map(([id, profile]) => [id, isObject(profile) ? profile : {}]);
  return {
    profiles: Object.fromEntries(described),
    order: order ?? {},
    lastGood: isObject(lastGood) ? (lastGood as Record<string, string>) : {},
  };
}

/** Why a store stays as it is, and what to look at. */
export function storeUnwritable(path: string, reason: string): AppError {
  const hint = reason === "the disk is full" ? `make room: \`df -h ${dirname(path)}\`` : `check it: \`ls -ld ${path}\``;
  return new AppError("file_unwritable", `${path} cannot be changed: ${reason}`, hint);
}
