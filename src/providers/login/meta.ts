import type { LoginDialect } from "../../contracts/oauth.ts";
import { AppError } from "../../contracts/error.ts";
import { Secret } from "../../contracts/secret.ts";
import { webPage } from "../../core/login/device-answers.ts";
import { hideSent } from "../../core/sent.ts";

/** A key lives about a day; Meta does not say how long. */
const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Its tokens say who somebody is; its models want a key, which is made out of them. So what renews the key is the token that
 * made the first one.
 */
export const meta: LoginDialect = {
  trade: ({ access_token: identity }) => ({
    url: "https://api.meta.ai/muse-code/key",
    body: "json",
    fields: {},
    headers: { authorization: `Bearer ${String(identity)}`, "x-api-version": "1.0.0" },
  }),
  granted({ api_key: key, action_url: page }, now, { access_token: identity }) {
    if (typeof key === "string" && key !== "" && typeof identity === "string") {
      const tokens = { access: new Secret(key), refresh: new Secret(identity), expires: now + KEY_LIFE_MS };
      return { type: "oauth", tokens, facts: {} };
    }
    const setUp = typeof page === "string" ? webPage(page) : undefined;
    if (setUp === undefined) return undefined;
    const { origin, pathname } = new URL(setUp);
    const shown = hideSent([String(identity)])(`${origin}${pathname}`);
    throw new AppError("login_failed", "meta gives no key to this account yet", `finish its setup at ${shown}`);
  },
};
