import type { Secret } from "../../contracts/secret.ts";

const MOST = 200;

/** Anything that may be a credential in a sentence of a provider's; some of them quote the key. Facts: 2026.2.6-3 §7. */
const SECRETS = [
  /\b(bearer|token|key|secret|password)([=: ]+)["']?[\w.*-]{8,}["']?/gi,
  /\b(sk|pk|xai|gsk|nvapi|hf|gh[pousr]|github_pat|AIza)[-_]?[\w*.-]{6,}/g,
  /\b[A-Za-z0-9_-]{32,}\b/g,
];

/** What a terminal would act upon, as a whole: its letters would be left over. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[ -/]*[@-~]`, "g");

/** A provider's sentence as it may be shown: one line, no control characters, no secret, no query of an address. */
export function safeMessage(text: string, secret: Secret | undefined): string {
  const plain = text
    .replace(ESCAPES, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  const own = secret?.reveal() ?? "";
  const without = own.length >= 4 ? plain.replaceAll(own, "***") : plain;
  const masked = SECRETS.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (_, word?: string, between?: string) =>
        typeof between === "string" && typeof word === "string" ? `${word}${between}***` : "***",
      ),
    without,
  );
  const bare = masked.replace(/(https?:\/\/[^\s?]+)\?\S+/g, "$1");
  return bare.length > MOST ? `${bare.slice(0, MOST - 1)}…` : bare;
}
