import type { TokenFacts, Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";

/** For providers that do not say how long a token lives: an hour, as most of those that do. */
const USUAL_LIFE_MS = 3_600_000;

/** Ten years: nobody means more, and no date ends there. */
const LONGEST_LIFE_MS = 10 * 365 * 24 * 3_600_000;

/** Whatever else is no token of RFC 6750, and no header takes it. */
const SENDABLE = /^[!-~]+$/;

/**
 * Reads tokens out of an answer, `undefined` where there are none. A provider that renews without a new refresh token means
 * that the one before stays.
 */
export function tokensIn(
  body: Readonly<Record<string, unknown>>,
  now: number,
  refreshBefore?: Secret,
): Tokens | undefined {
  const { access_token: access, refresh_token: refresh } = body;
  if (typeof access !== "string" || !SENDABLE.test(access)) return undefined;
  const renewing = typeof refresh === "string" && refresh.trim() !== "" ? new Secret(refresh) : refreshBefore;
  return {
    access: new Secret(access),
    ...(renewing === undefined ? {} : { refresh: renewing }),
    expires: expiryOf(body, access, now),
  };
}

function expiryOf(body: Readonly<Record<string, unknown>>, access: string, now: number): number {
  const { expires_in: life } = body;
  const seconds = typeof life === "string" || typeof life === "number" ? Number(life) : Number.NaN;
  if (seconds > 0) return boundExpiry(now + seconds * 1000, now);
  const { exp } = claimsOf(access);
  return typeof exp === "number" && exp > 0 ? boundExpiry(exp * 1000, now) : now + USUAL_LIFE_MS;
}

/** An expiry as a moment that there will be, in whole milliseconds, whatever a provider says. */
export function boundExpiry(expires: number, now: number): number {
  return Math.floor(Math.min(expires, now + LONGEST_LIFE_MS));
}

/** What a token says of itself, if it is a JWT; it is not checked, as only its sender could have made use of a lie. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return {};
  try {
    const bytes = Uint8Array.fromBase64(payload, { alphabet: "base64url" });
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Who signed in, as the identity token beside the tokens says. */
export function factsIn(body: Readonly<Record<string, unknown>>): TokenFacts {
  const { id_token: identity } = body;
  const { email } = typeof identity === "string" ? claimsOf(identity) : {};
  return typeof email === "string" && email.length <= 254 ? { email } : {};
}
