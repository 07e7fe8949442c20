import type { LoginDialect } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { polledBy, quoted } from "../../core/login/device-answers.ts";
import { at } from "../wire/common.ts";
import { resourceIn } from "./answers.ts";

const USUAL_INTERVAL_MS = 2000;

/**
 * A flow between OAuth's two: the code that somebody types is also what is asked about, a state and a verifier go along, and
 * the answer's `status` says what a refusal would.
 */
export const minimax: LoginDialect = {
  device: {
    start: ({ fields, ...request }, { state, id }) => ({
      ...request,
      headers: { "x-request-id": id },
      fields: { response_type: "code", ...fields, state },
    }),
    started(
      { user_code: userCode, verification_uri: page, expired_in: expiry, interval, state: echo },
      { now, state },
    ) {
      const expiresAt = expiryIn(expiry, now);
      if (echo !== state || expiresAt === undefined) return undefined;
      if (typeof userCode !== "string" || typeof page !== "string") return undefined;
      // Milliseconds, unlike everybody's.
      const intervalMs = typeof interval === "number" ? Math.max(interval, USUAL_INTERVAL_MS) : USUAL_INTERVAL_MS;
      return { deviceCode: new Secret(userCode), userCode, page, expiresAt, intervalMs };
    },
    poll: ({ fields: { client_id, code_verifier }, ...request }, { userCode }) => ({
      ...request,
      fields: {
        grant_type: "urn:ietf:params:oauth:grant-type:user_code",
        client_id,
        user_code: userCode,
        code_verifier,
      },
    }),
    polled(answer) {
      if (answer.kind !== "granted") return polledBy(answer);
      const { status } = answer.body;
      if (status === "success") return polledBy(answer);
      return status === "error"
        ? { kind: "failed", detail: quoted(answer.hide(String(at(answer.body, "base_resp", "status_msg") ?? ""))) }
        : { kind: "wait" };
    },
  },
  granted({ access_token: access, refresh_token: refresh, expired_in: expiry }, now) {
    const expires = expiryIn(expiry, now);
    if (typeof access !== "string" || access === "" || expires === undefined) return undefined;
    const renewing = typeof refresh === "string" && refresh !== "" ? { refresh: new Secret(refresh) } : {};
    return { type: "oauth", tokens: { access: new Secret(access), ...renewing, expires }, facts: {} };
  },
  facts: resourceIn,
};

/** A moment in milliseconds or in seconds since 1970, or seconds from now: OpenClaw reckons with each. */
function expiryIn(value: unknown, now: number): number | undefined {
  const expiry = Number(value ?? Number.NaN);
  if (!Number.isFinite(expiry) || expiry <= 0) return undefined;
  if (expiry < 1e9) return now + expiry * 1000;
  return expiry < 1e12 ? expiry * 1000 : expiry;
}
