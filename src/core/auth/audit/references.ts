import type { Env } from "../../../contracts/env.ts";
import type { KeyringTrouble } from "../../../contracts/keyring.ts";
import { readSecret } from "../../secrets/vault.ts";
import { accountIn } from "../remove-profile.ts";
import { textOfPath } from "./shapes.ts";

/** Where a document says in which entry of our keyring a secret stands. */
export type Reference = { place: string; account: string };

/** The ids of the profiles of a store; none where it is no valid one. */
export function profileIdsIn(text: string): string[] {
  try {
    return Object.keys(Object((Bun.JSON5.parse(text) as { profiles?: unknown } | null)?.profiles));
  } catch {
    return [];
  }
}

/** The references to our keyring in a document; none where it is no valid one. */
export function referencesIn(text: string): Reference[] {
  try {
    return inValue(Bun.JSON5.parse(text), []);
  } catch {
    return [];
  }
}

function inValue(value: unknown, path: readonly string[]): Reference[] {
  if (typeof value !== "object" || value === null) return [];
  const account = accountIn({ keyRef: value });
  if (account !== undefined) return [{ place: textOfPath(path), account }];
  const ofTokens = "keyring" in value ? accountIn({ keyring: value.keyring }) : undefined;
  if (ofTokens !== undefined) return [{ place: textOfPath([...path, "keyring"]), account: ofTokens }];
  return Object.entries(value).flatMap(([key, item]) => inValue(item, [...path, key]));
}

/** That a reference leads nowhere, or that nobody can tell. */
export type Dangling = { kind: "missing" | "unknown"; note: string };

/** Troubles of the keyring as a whole: each further question would only wait for the same answer. */
const WHOLE: ReadonlySet<KeyringTrouble> = new Set(["locked", "unavailable", "timed_out"]);

/** Makes a function that asks the keyring about one account after another, and never again once it does not answer. */
export function createAsker({ keyring }: Env): (account: string) => Promise<Dangling | undefined> {
  let trouble: Dangling | undefined;
  return async (account) => {
    if (trouble !== undefined) return trouble;
    const asked = await readSecret(keyring, account);
    if (asked.kind === "ok")
      return asked.value === undefined ? { kind: "missing", note: "the keyring holds no such entry" } : undefined;
    if (asked.kind === "damaged") return { kind: "missing", note: asked.reason };
    const unknown: Dangling = { kind: "unknown", note: asked.reason };
    if (WHOLE.has(asked.kind)) trouble = unknown;
    return unknown;
  };
}
