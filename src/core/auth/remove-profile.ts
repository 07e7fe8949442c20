import type { Env } from "../../contracts/env.ts";
import type { SecretRef } from "../../schema/config.ts";
import type { Edit } from "../config/edit/edit.ts";
import { keyringError, readSecret, removeSecret } from "../secrets/vault.ts";
import type { Setup } from "../setup.ts";
import { changeStore, KEYRING_PROVIDER, type StoreContent } from "./keep.ts";

/** The account of our keyring that a stored profile refers to, if it does. */
export function accountIn(profile: Record<string, unknown> | undefined): string | undefined {
  const ref = (profile?.["keyRef"] ?? profile?.["tokenRef"]) as Partial<SecretRef> | undefined;
  if (ref === undefined) {
    const { id } = (profile?.["keyring"] ?? {}) as { id?: unknown };
    return typeof id === "string" ? id : undefined;
  }
  const isOurs = ref.source === "exec" && ref.provider === KEYRING_PROVIDER;
  return isOurs && typeof ref.id === "string" ? ref.id : undefined;
}

/** Takes a profile out of everything that a store says: itself, the orders, what is counted against it. */
function removalEdits({ order = {}, lastGood = {} }: StoreContent, id: string): Edit[] {
  const edits: Edit[] = [
    { kind: "remove", path: ["profiles", id] },
    { kind: "remove", path: ["usageStats", id] },
  ];
  for (const [provider, ids] of Object.entries(order)) {
    if (ids.length === 1 && ids[0] === id) edits.push({ kind: "remove", path: ["order", provider] });
    else if (ids.includes(id)) edits.push({ kind: "remove", path: ["order", provider, ids.indexOf(id)] });
  }
  for (const [provider, last] of Object.entries(lastGood)) {
    if (last === id) edits.push({ kind: "remove", path: ["lastGood", provider] });
  }
  return edits;
}

/**
 * Removes a stored credential: first what describes it, then the secret, so that no reference is ever left without one.
 * The keyring is asked before anything is changed; throws a keyring error when it does not answer.
 */
export async function removeProfile(
  env: Env,
  { agent }: Setup,
  id: string,
): Promise<{ path: string; changed: boolean; secret: "removed" | "absent" | "left"; account: string | undefined }> {
  let account: string | undefined;
  const { path, changed } = await changeStore(env, agent, async (content) => {
    const profile = content.profiles?.[id];
    if (profile === undefined) return [];
    account = accountIn(profile);
    if (account !== undefined) {
      const asked = await readSecret(env.keyring, account);
      if (asked.kind !== "ok" && asked.kind !== "damaged") throw keyringError(asked.kind, asked.reason);
    }
    return removalEdits(content, id);
  });
  if (account === undefined) return { path, changed, secret: "absent", account };
  const removed = await removeSecret(env.keyring, account);
  return { path, changed, secret: removed.kind !== "ok" ? "left" : removed.value ? "removed" : "absent", account };
}
