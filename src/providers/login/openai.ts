import type { LoginDialect } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { millisecondsIn, polledBy } from "../../core/login/device-answers.ts";
import { claimsOf } from "../../core/login/tokens.ts";
import { at } from "../wire/common.ts";

const ACCOUNTS = "https://auth.openai.com/api/accounts/deviceauth";

/** As its own programs have it: the answer does not say. */
const CODE_LIFE_MS = 15 * 60_000;
const USUAL_INTERVAL_MS = 5000;

/**
 * The plan's account, which its models want to be told, stands in the tokens. Its device codes are its own invention: JSON,
 * a refusal for as long as nobody confirmed, and then a code of OAuth's, with the verifier that the server made for it.
 */
export const openai: LoginDialect = {
  device: {
    start: ({ url, fields: { client_id } }) => ({ url, body: "json", fields: { client_id } }),
    started({ device_auth_id: id, user_code, usercode, interval }, { now, page }) {
      const userCode = user_code ?? usercode;
      if (typeof id !== "string" || id === "" || typeof userCode !== "string" || page === undefined) return undefined;
      return {
        deviceCode: new Secret(id),
        userCode,
        page,
        expiresAt: now + CODE_LIFE_MS,
        intervalMs: millisecondsIn(interval) ?? USUAL_INTERVAL_MS,
      };
    },
    unavailable: (answer) =>
      answer.kind !== "granted" && answer.status === 404 ? "device codes are not enabled for this account" : undefined,
    poll: (_, { deviceCode, userCode }) => ({
      url: `${ACCOUNTS}/token`,
      body: "json",
      fields: { device_auth_id: deviceCode.reveal(), user_code: userCode },
    }),
    polled(answer) {
      if (answer.kind === "granted") {
        const { authorization_code: code, code_verifier: verifier } = answer.body;
        if (typeof code !== "string" || code === "") return { kind: "failed", detail: "it gave no code to exchange" };
        return {
          kind: "code",
          code,
          verifier: typeof verifier === "string" ? verifier : "",
          redirectUri: "https://auth.openai.com/deviceauth/callback",
        };
      }
      if (answer.kind === "refused" && answer.error === "deviceauth_authorization_pending") return { kind: "wait" };
      const polled = polledBy(answer);
      const isUnconfirmed = answer.status === 403 || answer.status === 404;
      return polled.kind === "failed" && isUnconfirmed ? { kind: "wait" } : polled;
    },
  },
  facts({ access_token: access, id_token: identity }) {
    const claims = [access, identity].filter((token) => typeof token === "string").map(claimsOf);
    const said = (...path: readonly string[]) =>
      claims.map((claim) => at(claim, ...path)).find((word) => typeof word === "string" && word !== "");
    const accountId = said("https://api.openai.com/auth", "chatgpt_account_id");
    const email = said("email") ?? said("https://api.openai.com/profile", "email");
    return {
      ...(typeof email === "string" ? { email } : {}),
      ...(typeof accountId === "string" ? { accountId } : {}),
    };
  },
};
