import type { OAuthProfile, StoredProfile } from "../../schema/auth-store.ts";

/** The warning window before an expiry: 24 h, as recorded from OpenClaw. */
export const WARN_WITHIN_MS = 24 * 60 * 60 * 1000;

export type HealthStatus = "static" | "ok" | "expiring" | "expired" | "missing";

export type Health = {
  status: HealthStatus;
  /** Milliseconds since 1970. */
  expiresAt?: number;
  remainingMs?: number;
  /** Past or near its expiry, but a refresh token renews it without anyone signing in. */
  refreshable: boolean;
};

/** Whether a stored profile holds anything to send, be it here or behind a reference. */
export function hasSecret(profile: StoredProfile): boolean {
  if (profile.type === "api_key") return isFilled(profile.key) || profile.keyRef !== undefined;
  if (profile.type === "token") return isFilled(profile.token) || profile.tokenRef !== undefined;
  return isFilled(profile.access) || isFilled(profile.refresh) || profile.keyring !== undefined;
}

/** Judges a stored profile from its metadata alone; status, list, check and probe all ask here. */
export function healthOf(profile: StoredProfile, now: number, warnWithinMs: number): Health {
  if (profile.type === "api_key") return { status: hasSecret(profile) ? "static" : "missing", refreshable: false };
  const { expires } = profile;
  const known = expires !== undefined && Number.isFinite(expires) && expires > 0;
  if (profile.type === "token") {
    if (!hasSecret(profile)) return { status: "missing", refreshable: false };
    return known ? judgeExpiry(expires, now, warnWithinMs, false) : { status: "static", refreshable: false };
  }
  const refreshable = canRenew(profile);
  if (!known) return { status: "missing", ...(expires === undefined ? {} : { expiresAt: expires }), refreshable };
  return judgeExpiry(expires, now, warnWithinMs, refreshable);
}

/** Whether there is a refresh token that the provider has not refused. */
export function canRenew(profile: OAuthProfile): boolean {
  const hasToken = isClear(profile) ? isFilled(profile.refresh) : profile.keyring?.refreshable === true;
  return hasToken && !isRefused(profile, profile.expires);
}

/** Whether the tokens stand in the store itself; those in the keyring count only where it holds none. */
export function isClear({ access, keyring }: OAuthProfile): boolean {
  return keyring === undefined || (access ?? "").trim() !== "";
}

/** Whether the provider refused to renew the tokens with this expiry. */
export function isRefused({ refusedFor }: OAuthProfile, expires: number | undefined): boolean {
  return refusedFor !== undefined && refusedFor === (expires ?? 0);
}

function judgeExpiry(expiresAt: number, now: number, warnWithinMs: number, canRefresh: boolean): Health {
  const remainingMs = expiresAt - now;
  const late = remainingMs <= 0 ? "expired" : remainingMs <= warnWithinMs ? "expiring" : "ok";
  return { status: canRefresh ? "ok" : late, expiresAt, remainingMs, refreshable: canRefresh && late !== "ok" };
}

/** The state of a provider from its profiles, as OpenClaw sums them up: one expired profile makes it expired. */
export function summarize(profiles: readonly { type: StoredProfile["type"]; health: Health }[]): HealthStatus {
  if (profiles.length === 0) return "missing";
  const dated = profiles.filter(({ type }) => type !== "api_key").map(({ health }) => health.status);
  if (dated.length === 0) return "static";
  if (dated.some((status) => status === "expired" || status === "missing")) return "expired";
  return dated.includes("expiring") ? "expiring" : "ok";
}

/** OpenClaw fills in no variables here: `${NAME}` in a store is a mistake, not a secret. */
function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "" && !/^\$\{\w+\}$/.test(text.trim());
}
