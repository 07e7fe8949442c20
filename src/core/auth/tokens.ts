import type { Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";

/** Tokens as they are kept; an entry of an earlier version does not say when they expire. */
type KeptTokens = Omit<Tokens, "expires"> & { expires?: number };

/**
 * Tokens as the one secret that the keyring holds, so that they are exchanged in one step. Their expiry stands there too:
 * the store says it for those who do not ask the keyring, and whoever is killed between the two writes leaves a store that
 * is behind. The entry is what would be sent, so it is right then.
 */
export function packTokens({ access, refresh, expires }: KeptTokens): Secret {
  return new Secret(JSON.stringify({ access: access.reveal(), refresh: refresh?.reveal(), expires }));
}

/** What `packTokens` put together; `undefined` for anything else. */
export function unpackTokens(packed: Secret): KeptTokens | undefined {
  let fields: { access?: unknown; refresh?: unknown; expires?: unknown } | null;
  try {
    fields = JSON.parse(packed.reveal()) as typeof fields;
  } catch {
    return undefined;
  }
  const { access, refresh, expires } = fields ?? {};
  if (typeof access !== "string") return undefined;
  return {
    access: new Secret(access),
    ...(typeof refresh === "string" ? { refresh: new Secret(refresh) } : {}),
    ...(typeof expires === "number" ? { expires } : {}),
  };
}
