import type { Env } from "../../contracts/env.ts";
import { createReveal } from "../../core/auth/reveal.ts";
import type { Asking } from "../../core/probe/context.ts";
import type { Setup } from "../../core/setup.ts";
import { LOGIN_DIALECTS } from "../../providers/login/dialects.ts";
import { WIRES } from "../../providers/wire/wires.ts";

/** With what providers are asked in one run. */
export function askingWith(env: Env, setup: Setup): Asking {
  const { config, variables, names } = setup;
  const reveal = createReveal(env, { setup, dialects: LOGIN_DIALECTS });
  return { env, config, variables, providers: names.providers, wires: WIRES, reveal };
}
