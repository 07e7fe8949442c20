import type { LoginDialect } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";

/** Not quite OAuth: it knows no programs and no state, and what it gives is a key that stays. */
export const openrouter: LoginDialect = {
  browser: {
    sendsNoState: true,
    page: ({ redirect_uri, code_challenge, code_challenge_method }) => ({
      callback_url: redirect_uri,
      code_challenge,
      code_challenge_method,
    }),
    exchange: ({ fields: { code, code_verifier }, ...request }) => ({
      ...request,
      fields: { code, code_verifier, code_challenge_method: "S256" },
    }),
  },
  granted: ({ key }) =>
    typeof key === "string" && key !== "" ? { type: "api_key", secret: new Secret(key), facts: {} } : undefined,
};
