import type { Env } from "../../../contracts/env.ts";
import type { Granted } from "../../../contracts/oauth.ts";
import type { LoginMethod } from "../../../contracts/provider.ts";
import { declareEdits, keepInStep } from "../../../core/auth/declare.ts";
import { isSignIn } from "../../../core/login/ways.ts";
import { requireOnline } from "../../../core/offline.ts";
import { readSetup, type Setup } from "../../../core/setup.ts";
import type { LoginResult } from "../../../schema/login.ts";
import { mask } from "../../../ui/mask.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { type LoggedIn, requireDefault, withDefault } from "./login-default.ts";
import { runFlow } from "./login-flow.ts";
import { IMPORT, importSignIn } from "./login-import.ts";
import { chooseLoginProvider, chooseMethod } from "./login-method.ts";
import { keepGranted, keptElsewhere, prepareStore, type Wanted } from "./login-store.ts";
import { saveCredential } from "./saved.ts";

/** Signs in and stores what that gives; whatever could refuse it is asked before. */
export async function logIn(env: Env, wanted: Wanted): Promise<LoggedIn> {
  const setup = await readSetup(env, KNOWLEDGE, wanted.agent);
  const provider = await chooseLoginProvider(env, setup, wanted);
  if (wanted.setDefault) await requireDefault(env, setup, provider, wanted.agent);
  const result = await (wanted.import ? copy : obtain)(env, setup, provider, wanted);
  return wanted.setDefault ? withDefault(env, setup, result, wanted.agent) : result;
}

async function obtain(env: Env, setup: Setup, provider: string, wanted: Wanted): Promise<LoggedIn> {
  const method = await chooseMethod(env, setup, provider, wanted);
  if (!isSignIn(method)) return askForSecret(env, provider, method, wanted);
  requireOnline(env, `nobody can sign in to ${provider}`);
  const { oauth } = method;
  return signIn(env, setup, provider, method, wanted, async () => ({
    granted: await runFlow(env, setup, { provider, options: wanted }, oauth),
    notes: [],
  }));
}

/** Nobody needs a keyring for a sign-in that is not there. */
async function copy(env: Env, setup: Setup, provider: string, wanted: Wanted): Promise<LoggedIn> {
  const copied = await importSignIn(env, setup, { provider, options: wanted });
  return signIn(env, setup, provider, IMPORT, wanted, async () => copied);
}

async function signIn(
  env: Env,
  setup: Setup,
  provider: string,
  method: LoginMethod,
  wanted: Wanted,
  ask: () => Promise<{ granted: Granted; notes: string[] }>,
): Promise<LoggedIn> {
  const firstStore = await prepareStore(env, setup, provider, wanted);
  const { granted, notes } = await ask();
  const { place, kept } = await keepGranted(env, setup, { provider, method, granted, store: firstStore }, wanted);
  const { id } = place;
  const { path, store, left, isSame } = kept;
  const step = await keepInStep(
    env,
    (seen) => readSetup(seen, KNOWLEDGE, wanted.agent),
    (fresh) => declareEdits(fresh, { id, provider, mode: granted.type }),
  );
  const isElsewhere = place.taken && wanted.profileId !== undefined;
  const isHidden = granted.type === "oauth" && store === "keyring";
  return {
    home: setup.places.home,
    profileId: id,
    provider,
    method: method.id,
    agentId: setup.agent.id,
    store,
    ...toldOf(granted, env.now()),
    replaced: place.replaces && !isSame,
    unchanged: isSame,
    defaultModel: null,
    files: [...(isSame ? [] : [path]), ...step.files],
    notes: [...notes, ...(isHidden ? ["OpenClaw itself reads such a sign-in only from a file: `--store file`"] : [])],
    warnings: [
      ...(store === "file" ? [`the secret stands in clear in ${path}, readable by you alone`] : []),
      ...(left === undefined ? [] : [`the keyring still holds the secret, as \`${left}\``]),
      ...(place.taken && !isElsewhere
        ? [`the usual profile belongs to another account; this one is stored as ${id}`]
        : []),
      ...step.warnings,
    ],
    ...(isElsewhere ? { failure: keptElsewhere(wanted.profileId ?? "", id) } : {}),
  };
}

type Told = Pick<LoginResult, "type" | "masked" | "email" | "accountId" | "expiresAt" | "remainingMs" | "renewable">;

/** What may be told of what was granted. */
function toldOf(granted: Granted, now: number): Told {
  const { email = null, accountId = null } = granted.facts;
  const expiresAt = (granted.type === "oauth" ? granted.tokens.expires : granted.expires) ?? null;
  return {
    type: granted.type,
    masked: granted.type === "oauth" ? null : mask(granted.secret),
    email,
    accountId,
    expiresAt,
    remainingMs: expiresAt === null ? null : expiresAt - now,
    renewable: granted.type === "oauth" && granted.tokens.refresh !== undefined,
  };
}

/** Where there is nothing to sign in to, what somebody has got from the provider is asked for. */
async function askForSecret(
  env: Env,
  provider: string,
  { id: method, kind }: LoginMethod,
  wanted: Wanted,
): Promise<LoginResult> {
  const isSetupToken = method === "setup-token";
  const saved = await saveCredential(env, {
    ...wanted,
    provider,
    kind: isSetupToken ? "setup-token" : kind === "token" ? "token" : "api-key",
  });
  const nobody = { email: null, accountId: null, renewable: false, defaultModel: null, notes: [] };
  return { ...saved, ...nobody, method };
}
