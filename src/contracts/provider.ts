import type { OAuth } from "./oauth.ts";
import type { OtherProgram } from "./other-program.ts";

/** The dialect in which a provider is asked; `core/probe` has one file for each. */
export type Wire =
  | "anthropic-messages"
  | "azure-openai-responses"
  | "bedrock-converse-stream"
  | "github-copilot"
  | "google-code-assist"
  | "google-generative-ai"
  | "google-vertex"
  | "ollama"
  | "openai-codex-responses"
  | "openai-completions"
  | "openai-responses";

/** A way to get a credential; the flows themselves stand in `core/login`. */
export type LoginMethod = {
  id: string;
  label: string;
  kind: "api-key" | "token" | "oauth" | "device-code" | "none";
  /** Where one gets such a key or token. */
  page?: string;
  oauth?: OAuth;
  /** Where models answer whoever signed in this way, if not at the provider's usual address. */
  baseUrl?: string;
  /** What OpenClaw calls the profile, where it is not `default`. */
  profileName?: string;
  /** Why this version cannot sign in this way. */
  unsupported?: string;
};

/** One provider, all data: everything that the program knows of it stands in its file. */
export type Provider = {
  id: string;
  name: string;
  /** Other spellings that people and older configs use for the id. */
  aliases?: readonly string[];
  /** Variables that hold its credential; the first that is not blank wins. */
  env: readonly string[];
  /** Sets of variables that make a credential together. */
  envSets?: readonly (readonly string[])[];
  /** A credential file that other tools keep below the home directory, which counts with these variables set. */
  ambient?: { file: string; label: string; needs: readonly (readonly string[])[] };
  /** Programs that keep a sign-in of their own at it. */
  otherPrograms?: readonly OtherProgram[];
  /** Where it answers; a loopback address means that no key is needed. */
  baseUrl?: string;
  wire?: Wire;
  /** It takes the credential in `Authorization`, though its dialect has another header for that. */
  authHeader?: true;
  login: readonly LoginMethod[];
  /** Its id in models.dev, where that differs. */
  catalogId?: string;
  /** Short model names that stand for longer ids, in lower case. */
  modelAliases?: Readonly<Record<string, string>>;
  /** Its prices are those of a plan: a price of 0 there is not free. */
  subscription?: true;
  /** Status lists it when its variable is set, even if no model names it (as OpenClaw 2026.2.6-3 does). */
  surveyed?: true;
};

/** Gives a provider its type; adds no behaviour. */
export function defineProvider(provider: Provider): Provider {
  return provider;
}
