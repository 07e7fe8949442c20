import type { Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";

/** Both tokens as the one secret that the keyring holds, so that they are exchanged in one step. */
export function packTokens({ access, refresh }: Omit<Tokens, "expires">): Secret {
  const fields = { access: access.reveal(), ...(refresh === undefined ? {} : { refresh: refresh.reveal() }) };
  return new Secret(JSON.stringify(fields));
}

/** What `packTokens` put together; `undefined` for anything else. */
export function unpackTokens(packed: Secret): Omit<Tokens, "expires"> | undefined {
  let fields: { access?: unknown; refresh?: unknown } | null;
  try {
    fields = JSON.parse(packed.reveal()) as typeof fields;
  } catch {
    return undefined;
  }
  const { access, refresh } = fields ?? {};
  if (typeof access !== "string") return undefined;
  return { access: new Secret(access), ...(typeof refresh === "string" ? { refresh: new Secret(refresh) } : {}) };
}
