import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Desktop, storeOf } from "./keyring.ts";

export const PROFILE = "chutes:me";
const ACCOUNT = `main/${PROFILE}`;

/** Puts a profile with these tokens where somebody who signed in has it. */
export async function putTokens(
  desktop: Desktop,
  store: "keyring" | "file",
  tokens: object,
  expires: number,
): Promise<void> {
  const base = { type: "oauth", provider: "chutes", method: "oauth", expires };
  const kept = store === "file" ? tokens : { keyring: { id: ACCOUNT, refreshable: true } };
  mkdirSync(dirname(desktop.storePath), { recursive: true });
  writeFileSync(desktop.storePath, JSON.stringify({ version: 1, profiles: { [PROFILE]: { ...base, ...kept } } }));
  if (store === "file") return;
  const command = ["secret-tool", "store", "--label", "test", "service", "openclaw", "username", ACCOUNT];
  const { code, stderr } = await desktop.run(command, { input: JSON.stringify({ ...tokens, expires }) });
  if (code !== 0) throw new Error(`secret-tool: ${stderr}`);
}

/** The tokens as they are kept now, and until when the store says that they last. */
export async function keptTokens(desktop: Desktop): Promise<{ access: string; refresh: string; expires: number }> {
  const profile = storeOf(desktop).profiles[PROFILE] ?? {};
  const entry = profile["keyring"] === undefined ? profile : JSON.parse((await desktop.secret(ACCOUNT)) ?? "{}");
  return { access: entry.access, refresh: entry.refresh, expires: profile["expires"] as number };
}
