import type { Secret } from "../contracts/secret.ts";

/** Public beginnings of known kinds of keys, the longest first. Facts: providers and test counterparts §3. */
const PREFIXES = [
  "sk-ant-admin01-",
  "sk-ant-api03-",
  "sk-ant-oat01-",
  "github_pat_",
  "sk-svcacct-",
  "sk-service-",
  "sk-or-v1-",
  "sk-admin-",
  "sk-proj-",
  "nvapi-",
  "AIzaSy",
  "xoxb-",
  "xoxp-",
  "xapp-",
  "xai-",
  "gsk_",
  "ghp_",
  "gho_",
  "ghu_",
  "ghs_",
  "hf_",
  "sk-",
];

/** Below this length even four characters would be too much of a secret. */
const SHORTEST_SHOWN = 20;

/** Shows a secret's public prefix and its last four characters; a short one not at all. */
export function mask(secret: Secret): string {
  const text = secret.reveal().trim();
  const prefix = PREFIXES.find((known) => text.startsWith(known)) ?? "";
  const isLong = text.length >= SHORTEST_SHOWN && text.length - prefix.length >= SHORTEST_SHOWN / 2;
  return isLong ? `${prefix}…${text.slice(-4)}` : "***";
}

/** Texts that can only be keys, wherever somebody pasted one: as an alias, a model, an id. */
const SHAPES = new RegExp(`\\b(${PREFIXES.filter((prefix) => prefix !== "sk-").join("|")})[\\w-]{12,}`, "g");

/** Masks every key of a known kind in a text that is about to be shown. */
export function maskShapes(text: string): string {
  return text.replace(
    SHAPES,
    (key: string, prefix: string) => `${prefix}…${key.length >= prefix.length + 10 ? key.slice(-4) : ""}`,
  );
}
