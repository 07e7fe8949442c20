import * as v from "valibot";
import type { Style } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { Secret } from "../../../contracts/secret.ts";
import { declareEdits, keepInStep } from "../../../core/auth/declare.ts";
import { requireWritableStore } from "../../../core/auth/keep.ts";
import { chooseSecretStore, requireFreeId } from "../../../core/auth/save-profile.ts";
import { readAuthStore } from "../../../core/auth/store.ts";
import { cleanSecret, requireSetupToken, requireShape } from "../../../core/auth/token-shapes.ts";
import { shellWord } from "../../../core/command-line.ts";
import { createRef } from "../../../core/models/ref.ts";
import { requireKnownProvider } from "../../../core/models/resolve.ts";
import { tryKeyring, unsavedError } from "../../../core/secrets/vault.ts";
import { readSetup, type Setup } from "../../../core/setup.ts";
import { formatDuration } from "../../../ui/duration.ts";
import { mask } from "../../../ui/mask.ts";
import { tilde } from "../../../ui/text.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { askProvider } from "./choose-provider.ts";
import { saveSomewhere } from "./save-somewhere.ts";

export const SavedResult = v.object({
  home: v.string(),
  profileId: v.string(),
  provider: v.string(),
  type: v.picklist(["api_key", "token"]),
  agentId: v.string(),
  store: v.picklist(["keyring", "file"]),
  masked: v.string(),
  expiresAt: v.nullable(v.number()),
  remainingMs: v.nullable(v.number()),
  replaced: v.boolean(),
  /** Whether the very same was stored there already. */
  unchanged: v.boolean(),
  files: v.array(v.string()),
  warnings: v.array(v.string()),
});
export type SavedResult = v.InferOutput<typeof SavedResult>;

/** What is stored, as the words on the command line say; what they leave open is asked where somebody is there. */
export type Wanted = {
  kind: "api-key" | "token" | "setup-token";
  provider: string | undefined;
  profileId: string | undefined;
  replace: boolean;
  store: string | undefined;
  agent: string | undefined;
  expiresIn?: number | undefined;
};

/** 1 MiB: whoever pipes in more has taken the wrong file. */
const MAX_INPUT_BYTES = 1024 * 1024;

/**
 * Stores a secret from stdin or a hidden prompt. Everything that could refuse it is asked before the secret is: the names,
 * the file, the keyring.
 */
export async function saveCredential(env: Env, wanted: Wanted): Promise<SavedResult> {
  const read = (seen: Env) => readSetup(seen, KNOWLEDGE, wanted.agent);
  const setup = await read(env);
  const provider = await chooseProvider(env, setup, wanted);
  const id = wanted.profileId ?? `${provider}:${wanted.kind === "api-key" ? "default" : "manual"}`;
  requireProfileId(id, provider, setup);
  const firstStore = chooseSecretStore(wanted.store, setup.variables);
  await requireWritableStore(env, setup);
  const known = await readAuthStore(env, setup, setup.agent);
  requireFreeId(new Set(known.profiles.keys()), id, wanted.replace);
  if (firstStore === "keyring") {
    const tried = await tryKeyring(env.keyring);
    if (tried.kind !== "ok") throw unsavedError(tried.kind, tried.reason, setup.names.providers.find(provider)?.env[0]);
  }
  const secret = await askSecret(env, setup, provider, wanted.kind);
  const expires = wanted.expiresIn === undefined ? undefined : env.now() + wanted.expiresIn;
  const type = wanted.kind === "api-key" ? ("api_key" as const) : ("token" as const);
  const profile = { id, provider, type, secret, facts: {}, ...(expires === undefined ? {} : { expires }) };
  const { path, store, left, isSame } = await saveSomewhere(env, setup, profile, firstStore, wanted.replace);
  const step = await keepInStep(env, read, (fresh) => declareEdits(fresh, { id, provider, mode: type }));
  return {
    home: setup.places.home,
    profileId: id,
    provider,
    type,
    agentId: setup.agent.id,
    store,
    masked: mask(secret),
    expiresAt: expires ?? null,
    remainingMs: wanted.expiresIn ?? null,
    replaced: known.profiles.has(id) && !isSame,
    unchanged: isSame,
    files: [...(isSame ? [] : [path]), ...step.files],
    warnings: [
      ...(store === "file" ? [`the secret stands in clear in ${path}, readable by you alone`] : []),
      ...(left === undefined ? [] : [`the keyring still holds the secret, as \`${left}\``]),
      ...step.warnings,
    ],
  };
}

/** The provider that is named, or that somebody chooses; throws `unknown_provider`. */
export async function chooseProvider(
  env: Env,
  setup: Setup,
  { kind, provider }: Pick<Wanted, "kind" | "provider">,
): Promise<string> {
  if (kind === "setup-token" && provider === undefined) return "anthropic";
  const { names } = setup;
  const named = provider ?? (await askProvider(env, setup, names.registry.providerIds()));
  const id = names.providers.canonicalId(named);
  requireKnownProvider(createRef(id, "-"), names);
  if (kind === "setup-token" && id !== "anthropic")
    throw new AppError(
      "usage",
      `only anthropic has setup-tokens, not ${id}`,
      `\`openclaw models auth paste-token --provider ${shellWord(id)}\``,
    );
  return id;
}

/** Refuses a profile id that could not be one of the provider. */
export function requireProfileId(id: string, provider: string, { names }: Setup): void {
  const owner = id.includes(":") ? names.providers.canonicalId(id.split(":")[0] ?? "") : undefined;
  if (!/^[^\s\p{C}]{1,128}$/u.test(id))
    throw new AppError(
      "usage",
      "a profile id has no blanks and at most 128 characters",
      `for example \`--profile-id ${shellWord(`${provider}:work`)}\``,
    );
  if (owner !== undefined && owner !== provider && names.registry.knowsProvider(owner))
    throw new AppError(
      "usage",
      `the profile \`${id}\` would be one of ${owner}, not of ${provider}`,
      `for example \`--profile-id ${shellWord(`${provider}:work`)}\``,
    );
}

async function askSecret(env: Env, { config, names }: Setup, provider: string, kind: Wanted["kind"]): Promise<Secret> {
  const isOwn = Object.keys(config.models?.providers ?? {}).some((id) => names.providers.canonicalId(id) === provider);
  const parse = (raw: string): Secret => {
    const secret = new Secret(cleanSecret(raw));
    requireShape(secret, provider, kind === "api-key" ? "api-key" : "token", isOwn);
    if (kind === "setup-token") requireSetupToken(secret);
    return secret;
  };
  if (env.person.isThere) return parse(await env.person.secret(questionFor(names, provider, kind), refusalOf(parse)));
  const raw = await env.readInput(MAX_INPUT_BYTES);
  if (raw === undefined) throw new AppError("usage", "stdin holds more than a secret", "pipe in the secret alone");
  return parse(raw);
}

/** Names what is asked for, and where one gets it. */
function questionFor({ providers }: Setup["names"], provider: string, kind: Wanted["kind"]): string {
  if (kind === "setup-token") return "setup-token of anthropic, as `claude setup-token` prints it where Claude Code is";
  if (kind === "token") return `token of ${provider}`;
  const page = providers.find(provider)?.login.find((method) => method.kind === "api-key")?.page;
  return `API key of ${provider}${page === undefined ? "" : `, from ${page}`}`;
}

/** Why a secret would be refused; whoever types it gets another try. */
function refusalOf(parse: (raw: string) => Secret): (raw: string) => string | undefined {
  return (raw) => {
    try {
      parse(raw);
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error.message;
      throw error;
    }
  };
}

/** Says what was stored, where, and how long it lasts. */
export function savedView(result: SavedResult, style: Style): string {
  const { profileId, type, store, masked, remainingMs, replaced, unchanged, files, home } = result;
  const noun = type === "api_key" ? "API key" : "token";
  const place = store === "keyring" ? "in the keyring" : "in clear";
  const shown = masked === "***" ? "" : ` ${masked}`;
  const lines = [
    `the ${noun}${shown} is ${place}`,
    ...(remainingMs === null ? [] : [`it expires in ${formatDuration(remainingMs)}`]),
    files.length === 0 ? "nothing was changed" : `described in ${files.map((file) => tilde(file, home)).join(", ")}`,
  ];
  const head = `${style.paint("good", "✓")} ${unchanged ? "already there:" : replaced ? "replaced" : "stored"} ${style.paint("strong", profileId)}`;
  return `${head}\n${lines.map((line) => `  ${style.paint("dim", line)}\n`).join("")}`;
}
