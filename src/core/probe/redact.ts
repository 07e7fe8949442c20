import type { Hide } from "../sent.ts";

const MOST = 200;

/** Anything that may be a credential in a sentence of a provider's; some of them quote the key. Facts: 2026.2.6-3 §7. */
const SECRETS = [
  // Not what is only said of a key: "key provided".
  /\b(bearer|token|key|secret|password)( ?[=:] ?| (?!["']?[a-z]+(?![\w.*-])))["']?[\w.*-]{8,}["']?/gi,
  /\b(sk|pk|xai|gsk|nvapi|hf|gh[pousr]|github_pat|AIza)[-_]?[\w*.-]{6,}/g,
  // A code of a provider's is several plain words.
  /\b(?![a-z]+(?:[_-][a-z]+)+(?![\w-]))[A-Za-z0-9_-]{32,}\b/g,
];

/** What a terminal would act upon, as a whole: its letters would be left over. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[ -/]*[@-~]`, "g");

/** A provider's sentence as it may be shown: one line, no control characters, no secret, no query of an address. */
export function safeMessage(text: string, hide: Hide | undefined): string {
  const plain = text
    .replace(ESCAPES, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  const masked = SECRETS.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (_, word?: string, between?: string) =>
        typeof between === "string" && typeof word === "string" ? `${word}${between}***` : "***",
      ),
    hide?.(plain) ?? plain,
  );
  const bare = masked.replace(/(https?:\/\/[^\s?]+)\?\S+/g, "$1");
  return bare.length > MOST ? `${bare.slice(0, MOST - 1)}…` : bare;
}
