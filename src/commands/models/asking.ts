import type { Env } from "../../contracts/env.ts";
import { createReveal } from "../../core/auth/reveal.ts";
import type { Asking } from "../../core/probe/context.ts";
import type { Setup } from "../../core/setup.ts";
import { LOGIN_DIALECTS } from "../../providers/login/dialects.ts";
import { WIRES } from "../../providers/wire/wires.ts";

/** With what providers are asked in one run; the signal ends what only waits. */
export function askingWith(env: Env, setup: Setup, signal?: AbortSignal): Asking {
  const { config, variables, names } = setup;
  const reveal = createReveal(env, { setup, dialects: LOGIN_DIALECTS, ...(signal === undefined ? {} : { signal }) });
  return { env, config, variables, providers: names.providers, wires: WIRES, reveal };
}
