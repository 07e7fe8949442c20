import { AppError } from "../../contracts/error.ts";
import type { Secret } from "../../contracts/secret.ts";

/** What a secret is by its first letters; a wrong one would only be refused by the provider, much later. */
type Shape = { prefix: string; provider: string; kind: "api-key" | "token" | "admin-key"; name: string };

/** The longest first. Facts: providers and test counterparts §3. */
const SHAPES: readonly Shape[] = [
  { prefix: "sk-ant-admin01-", provider: "anthropic", kind: "admin-key", name: "an admin key of Anthropic" },
  { prefix: "sk-ant-api03-", provider: "anthropic", kind: "api-key", name: "an API key of Anthropic" },
  { prefix: "sk-ant-oat01-", provider: "anthropic", kind: "token", name: "a setup-token of Claude" },
  { prefix: "sk-or-v1-", provider: "openrouter", kind: "api-key", name: "a key of OpenRouter" },
  { prefix: "sk-admin-", provider: "openai", kind: "admin-key", name: "an admin key of OpenAI" },
  { prefix: "sk-proj-", provider: "openai", kind: "api-key", name: "a key of OpenAI" },
  { prefix: "nvapi-", provider: "nvidia", kind: "api-key", name: "a key of NVIDIA" },
  { prefix: "AIzaSy", provider: "google", kind: "api-key", name: "a key of Google" },
  { prefix: "gsk_", provider: "groq", kind: "api-key", name: "a key of Groq" },
  { prefix: "xai-", provider: "xai", kind: "api-key", name: "a key of xAI" },
];

/** A token of Claude is longer than this; what is shorter was cut off on the way. Facts: OpenClaw 2026.2.6-3 §3.8. */
const SETUP_TOKEN_LENGTH = 80;

/**
 * Takes a secret as it came from stdin or a prompt: one line end behind it is not of it. Throws `usage` for what can be
 * no secret: nothing, several lines, blanks or control characters.
 */
export function cleanSecret(raw: string): string {
  const text = raw.replace(/\r?\n$/, "");
  const hint = 'pipe it in: `printf %s "$TOKEN" | openclaw models auth …`';
  if (text.trim() === "") throw new AppError("usage", "no secret was given", hint);
  if (/[\r\n]/.test(text)) throw new AppError("usage", "the secret has more than one line", hint);
  if (/[\s\p{Cc}]/u.test(text)) throw new AppError("usage", "the secret has blanks or control characters in it", hint);
  return text;
}

/**
 * Refuses a secret that is of another kind or another provider, with the command for it. A provider that the user set up
 * himself may take any; `providerIsOwn` says so.
 */
export function requireShape(
  secret: Secret,
  provider: string,
  kind: "api-key" | "token",
  providerIsOwn: boolean,
): void {
  const text = secret.reveal();
  const shape = SHAPES.find(({ prefix }) => text.startsWith(prefix));
  if (shape === undefined || providerIsOwn) return;
  if (shape.kind === "admin-key") {
    throw new AppError("usage", `that is ${shape.name}, which answers for no model`, "make an API key instead");
  }
  const command = shape.kind === "token" ? "paste-token" : "paste-api-key";
  if (shape.provider !== provider || (shape.kind !== kind && shape.provider === "anthropic")) {
    throw new AppError(
      "usage",
      `that is ${shape.name}`,
      `\`openclaw models auth ${command} --provider ${shape.provider}\``,
    );
  }
}

/** Refuses what is no whole setup-token of Claude. */
export function requireSetupToken(secret: Secret): void {
  const text = secret.reveal();
  if (!text.startsWith("sk-ant-oat01-")) {
    throw new AppError("usage", "a setup-token begins with sk-ant-oat01-", "get one: `claude setup-token`");
  }
  if (text.length < SETUP_TOKEN_LENGTH) {
    throw new AppError("usage", "the setup-token is too short: a part of it is missing", "copy the whole of it");
  }
}
