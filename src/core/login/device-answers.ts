import type { DevicePolled, DeviceStart, LoginAnswer, TokenAnswer } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { safeMessage } from "../probe/redact.ts";

/** RFC 8628 §3.2, for servers that do not say how often they may be asked. */
const USUAL_INTERVAL_MS = 5000;
const SHORTEST_INTERVAL_MS = 1000;
/** Whoever confirms a code wants to see it work; a server that says more than this means something else. */
export const LONGEST_INTERVAL_MS = 60_000;

/** As most of those who say it. */
const USUAL_LIFE_MS = 15 * 60_000;
/** Nobody sits longer before a code. */
const LONGEST_LIFE_MS = 60 * 60_000;

/** Reads the answer that gives a code as RFC 8628 has it. */
export function startedBy(
  answer: LoginAnswer,
  { now, page }: { now: number; page: string | undefined },
): DeviceStart | undefined {
  const { device_code: deviceCode, user_code: userCode, verification_uri_complete: complete } = answer;
  const shownAt = answer["verification_uri"] ?? page;
  if (typeof deviceCode !== "string" || deviceCode === "") return undefined;
  if (typeof userCode !== "string" || typeof shownAt !== "string") return undefined;
  return {
    deviceCode: new Secret(deviceCode),
    userCode,
    page: shownAt,
    ...(typeof complete === "string" ? { completePage: complete } : {}),
    expiresAt: now + (millisecondsIn(answer["expires_in"]) ?? USUAL_LIFE_MS),
    intervalMs: millisecondsIn(answer["interval"]) ?? USUAL_INTERVAL_MS,
  };
}

/** A number of seconds above 0, as a number or as text, which some providers prefer. */
export function millisecondsIn(value: unknown): number | undefined {
  const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/**
 * What may be shown and waited for: a code that can be typed, pages of the web, times that a person can sit through. A browser
 * may be sent to the page, which would start anything for other addresses. `undefined` without code or page.
 */
export function boundStart(device: DeviceStart, now: number): DeviceStart | undefined {
  const userCode = device.userCode.trim();
  const page = webPage(device.page);
  const completePage = device.completePage === undefined ? undefined : webPage(device.completePage);
  if (!/^[!-~]([ -~]{0,62}[!-~])?$/.test(userCode) || page === undefined) return undefined;
  return {
    deviceCode: device.deviceCode,
    userCode,
    page,
    ...(completePage === undefined ? {} : { completePage }),
    expiresAt: Math.min(device.expiresAt, now + LONGEST_LIFE_MS),
    intervalMs: Math.min(Math.max(device.intervalMs, SHORTEST_INTERVAL_MS), LONGEST_INTERVAL_MS),
  };
}

/** Writes the address of a page so that it holds no character that a terminal acts upon; `undefined` for any other one. */
export function webPage(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}

/** Reads the answer about a code as RFC 8628 has it, with the other words that providers use. */
export function polledBy(answer: TokenAnswer): DevicePolled {
  if (answer.kind !== "granted" && answer.status === 429) return slowDown(answer);
  if (answer.kind === "trouble") return { kind: isFinal(answer.status) ? "failed" : "trouble", detail: answer.detail };
  if (answer.kind === "granted") {
    const { access_token: token } = answer.body;
    return typeof token === "string" && token !== ""
      ? { kind: "granted", answer: answer.body }
      : { kind: "failed", detail: "it gave no tokens" };
  }
  switch (answer.error) {
    case "authorization_pending":
      return { kind: "wait" };
    case "slow_down":
      return slowDown(answer);
    case "access_denied":
    case "authorization_denied":
    case "authorization_declined":
      return { kind: "denied" };
    case "expired_token":
      return { kind: "expired" };
    default:
      return { kind: "failed", detail: reasonIn(answer) };
  }
}

function slowDown(answer: TokenAnswer): DevicePolled {
  const intervalMs = answer.kind === "refused" ? millisecondsIn(answer.body["interval"]) : undefined;
  return { kind: "slow_down", ...(intervalMs === undefined ? {} : { intervalMs }) };
}

/** Whether a status says that the same question gets the same answer the next time. */
function isFinal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 408;
}

/** Why a provider refuses, in its own words as far as they may be shown. */
export function reasonIn(answer: Exclude<TokenAnswer, { kind: "granted" }>): string {
  return answer.kind === "trouble" ? answer.detail : quoted(answer.description || answer.error);
}

/** A provider's sentence, as far as it may be shown. */
export function quoted(sentence: unknown): string {
  const said = typeof sentence === "string" ? safeMessage(sentence, undefined) : "";
  return said === "" ? "it does not say why" : `it says “${said}”`;
}
