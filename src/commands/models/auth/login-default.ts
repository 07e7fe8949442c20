import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { bestOf } from "../../../core/choice/best.ts";
import { shellWord } from "../../../core/command-line.ts";
import type { Setup } from "../../../core/setup.ts";
import type { LoginResult } from "../../../schema/login.ts";
import { changeConfig } from "../change.ts";
import { decideModel } from "../set-model.ts";

/** What a sign-in gave, and what went wrong once it was stored. */
export type LoggedIn = LoginResult & { failure?: AppError };

/**
 * Looks whether the provider's best model can be the default, before anybody signs in for that. Throws what
 * `models set` would, or `unknown_model` where no model is known.
 */
export async function requireDefault(
  env: Env,
  setup: Setup,
  provider: string,
  agent: string | undefined,
): Promise<void> {
  const model = bestModel(setup, provider);
  await setDefault(env, model, agent, true).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === "bug") throw error;
    throw error.restated(error.message, `${error.hint}, or leave out \`--set-default\``);
  });
}

/** Makes the provider's best model the default, as `models set` does; what is stored stays whatever becomes of this. */
export async function withDefault(
  env: Env,
  setup: Setup,
  result: LoggedIn,
  agent: string | undefined,
): Promise<LoggedIn> {
  const model = bestModel(setup, result.provider);
  try {
    const changed = await setDefault(env, model, agent, false);
    const files = new Set([...result.files, ...changed.files]);
    return { ...result, defaultModel: model, files: [...files], notes: [...result.notes, ...changed.notes] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "bug") throw error;
    const message = `the sign-in is stored, but the default model was not changed: ${error.message}`;
    const flag = agent === undefined ? "" : ` --agent ${shellWord(agent)}`;
    const hint = `${error.hint}; or later: \`openclaw models set ${shellWord(model)}${flag}\``;
    // What went wrong before is told first.
    return { ...result, failure: result.failure ?? error.restated(message, hint) };
  }
}

function bestModel({ names }: Setup, provider: string): string {
  const model = bestOf(names.registry.ofProvider(provider));
  if (model !== undefined) return model.key;
  throw new AppError(
    "unknown_model",
    `no model of ${provider} is known that could be the default`,
    "leave out `--set-default`, and name one then: `openclaw models set <model>`",
  );
}

function setDefault(env: Env, model: string, agent: string | undefined, dryRun: boolean) {
  return changeConfig(env, { agent, dryRun }, (setup) =>
    decideModel(setup, { slot: "model", noun: "default model", typed: model, agent, isForced: true }),
  );
}
