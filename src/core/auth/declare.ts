import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { applyChange } from "../choice/apply.ts";
import type { Edit } from "../config/edit/edit.ts";
import type { Setup } from "../setup.ts";

/** What the config says of a profile beside the store: that it exists, and its place in an order. */
type Declared = { id: string; provider: string; mode: StoredProfile["type"] };

/** Names a profile in the config's `auth.profiles`, and puts it last into an order that its provider has there. */
export function declareEdits({ config, names }: Setup, { id, provider, mode }: Declared): Edit[] {
  const { profiles = {}, order = {} } = config.auth ?? {};
  const known = Object.hasOwn(profiles, id) ? profiles[id] : undefined;
  const edits: Edit[] = [];
  if (known === undefined) {
    edits.push({ kind: "set", path: ["auth", "profiles", id], value: { provider, mode } });
  } else {
    if (names.providers.canonicalId(known.provider) !== provider)
      edits.push({ kind: "set", path: ["auth", "profiles", id, "provider"], value: provider });
    if (known.mode !== mode) edits.push({ kind: "set", path: ["auth", "profiles", id, "mode"], value: mode });
  }
  for (const [name, ids] of Object.entries(order)) {
    if (names.providers.canonicalId(name) === provider && !ids.includes(id))
      edits.push({ kind: "insert", path: ["auth", "order", name], index: ids.length, value: id });
  }
  return edits;
}

/** Takes a profile out of the config again. */
export function undeclareEdits({ config }: Setup, id: string): Edit[] {
  const { profiles = {}, order = {} } = config.auth ?? {};
  const edits: Edit[] = Object.hasOwn(profiles, id) ? [{ kind: "remove", path: ["auth", "profiles", id] }] : [];
  for (const [name, ids] of Object.entries(order)) {
    // An order of nothing would leave the provider without any credential.
    if (ids.length === 1 && ids[0] === id) edits.push({ kind: "remove", path: ["auth", "order", name] });
    else if (ids.includes(id)) edits.push({ kind: "remove", path: ["auth", "order", name, ids.indexOf(id)] });
  }
  return edits;
}

/**
 * Keeps the config in step with the store. A config that cannot be changed takes nothing from what is stored, so this is a
 * warning then, not an error.
 */
export async function keepInStep(
  env: Env,
  read: (env: Env) => Promise<Setup>,
  decide: (setup: Setup) => readonly Edit[],
): Promise<{ files: string[]; warnings: string[] }> {
  try {
    const { changes } = await applyChange(env, read, (setup) => ({ edits: decide(setup) }), false);
    return { files: changes.map(({ file }) => file), warnings: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "bug") throw error;
    return { files: [], warnings: [`the config was not kept in step: ${error.message}`] };
  }
}
