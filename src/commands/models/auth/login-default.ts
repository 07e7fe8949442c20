import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { bestOf } from "../../../core/choice/best.ts";
import type { Setup } from "../../../core/setup.ts";
import type { LoginResult } from "../../../schema/login.ts";
import { changeConfig } from "../change.ts";
import { decideModel } from "../set-model.ts";

/** What a sign-in gave, and what went wrong once it was stored. */
export type LoggedIn = LoginResult & { failure?: AppError };

/** Makes the provider's best model the default, as `models set` does; what is stored stays whatever becomes of this. */
export async function withDefault(
  env: Env,
  { names }: Setup,
  result: LoggedIn,
  agent: string | undefined,
): Promise<LoggedIn> {
  const { provider } = result;
  try {
    const model = bestOf(names.registry.ofProvider(provider));
    if (model === undefined)
      throw new AppError(
        "unknown_model",
        `no model of ${provider} is known`,
        "name one: `openclaw models set <model>`",
      );
    const changed = await changeConfig(env, { agent, dryRun: false }, (setup) =>
      decideModel(setup, { slot: "model", noun: "default model", typed: model.key, agent, isForced: true }),
    );
    const files = new Set([...result.files, ...changed.files]);
    return { ...result, defaultModel: model.key, files: [...files], notes: [...result.notes, ...changed.notes] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "bug") throw error;
    const message = `the sign-in is stored, but the default model was not changed: ${error.message}`;
    // What went wrong before is told first.
    return { ...result, failure: result.failure ?? error.restated(message, error.hint) };
  }
}
