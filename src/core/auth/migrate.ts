import type { Env } from "../../contracts/env.ts";
import type { Edit } from "../config/edit/edit.ts";
import { keyringError, saveSecret } from "../secrets/vault.ts";
import type { Setup } from "../setup.ts";
import { changeStore, referenceOf, type StoreContent, storePathOf } from "./keep.ts";

/** What becomes of a stored profile: its secret can be moved, or why not. */
type Movable = { id: string; type: string; state: "plain" | "kept" | "oauth" };

/** The fields of the profiles whose secret can be moved, by their type. */
export const FIELDS: Readonly<Record<string, { plain: string; reference: string }>> = {
  api_key: { plain: "key", reference: "keyRef" },
  token: { plain: "token", reference: "tokenRef" },
};

/** Sorts the profiles of a store by whether their secret stands there in clear. */
export function movableIn({ profiles = {} }: StoreContent): Movable[] {
  const found: Movable[] = [];
  for (const [id, profile] of Object.entries(profiles)) {
    const type = String(profile["type"]);
    if (type === "oauth") found.push({ id, type, state: profile["keyring"] === undefined ? "oauth" : "kept" });
    else if (Object.hasOwn(FIELDS, type))
      found.push({ id, type, state: plainSecret(profile) === undefined ? "kept" : "plain" });
  }
  return found;
}

function plainSecret(profile: Record<string, unknown>): string | undefined {
  const field = FIELDS[String(profile["type"])]?.plain ?? "";
  const text = profile[field];
  return typeof text === "string" && text.trim() !== "" && !/^\$\{\w+\}$/.test(text.trim()) ? text : undefined;
}

/** What was done for one profile; nothing where its secret stood there in clear no more. */
export type Moved = { moved: boolean; cleaned: string[]; warnings: string[] };

/**
 * Moves the secret of one profile into the keyring: it is stored and read back, then taken out of the backups, and only
 * then out of the store. Whoever is killed in between finds it in clear still, and a second run goes on. What else the
 * profile says stays.
 */
export async function moveIntoKeyring(env: Env, setup: Setup, id: string): Promise<Moved> {
  const { places, agent } = setup;
  let outcome: Moved = { moved: false, cleaned: [], warnings: [] };
  await changeStore(env, agent, async ({ profiles = {} }) => {
    const profile = profiles[id];
    const text = profile === undefined ? undefined : plainSecret(profile);
    if (profile === undefined || text === undefined) return [];
    const { plain, reference } = FIELDS[String(profile["type"])] ?? { plain: "key", reference: "keyRef" };
    const ref = await referenceOf(env, places, agent, id);
    const saved = await saveSecret(env.keyring, ref.id, text);
    if (saved.kind !== "ok") throw keyringError(saved.kind, saved.reason);
    outcome = { moved: true, ...(await cleanBackups(env, backupsOf(setup), text)) };
    const edits: Edit[] = [
      { kind: "set", path: ["profiles", id, reference], value: ref },
      { kind: "remove", path: ["profiles", id, plain] },
    ];
    return edits;
  });
  return outcome;
}

/** What stands in a backup in the place of a secret that was moved. */
export const MOVED = "moved-into-the-keyring";

/** The backups that this program and OpenClaw keep of the files in which a secret may have stood. */
function backupsOf({ places, agent }: Setup): string[] {
  const endings = [".bak", ".bak.1", ".bak.2", ".bak.3", ".bak.4"];
  return [storePathOf(agent), places.configPath].flatMap((path) => endings.map((ending) => path + ending));
}

async function cleanBackups(env: Env, paths: readonly string[], secret: string): Promise<Omit<Moved, "moved">> {
  const cleaned: string[] = [];
  const warnings: string[] = [];
  for (const path of paths) {
    const read = await env.files.read(path);
    if (read.kind !== "text") continue;
    const text = read.text.replaceAll(secret, MOVED).replaceAll(JSON.stringify(secret).slice(1, -1), MOVED);
    if (text === read.text) continue;
    const outcome = await env.writer.replace([{ path, before: read.text, text, keepsNoBackup: true }]);
    if (outcome.kind === "written") cleaned.push(path);
    else warnings.push(`${path} still holds a secret in clear: ${outcome.reason}`);
  }
  return { cleaned, warnings };
}
