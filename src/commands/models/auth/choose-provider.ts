import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { readAuthStore } from "../../../core/auth/store.ts";
import { chainOf } from "../../../core/models/choice.ts";
import type { Setup } from "../../../core/setup.ts";

/**
 * Lets somebody choose a provider: those that the configured models need come first, then those with a credential. Throws
 * `usage` where nobody is there.
 */
export async function askProvider(env: Env, setup: Setup, ids: readonly string[]): Promise<string> {
  if (!env.person.isThere)
    throw new AppError(
      "usage",
      "no provider is named",
      "name it: `--provider anthropic`; all of them: `openclaw plugins list`",
    );
  const { names, config, choice, agent } = setup;
  const { canonicalId, find } = names.providers;
  const stored = [...(await readAuthStore(env, setup, agent)).profiles.values()];
  const declared = Object.values(config.auth?.profiles ?? {});
  const needed = new Set(chainOf(choice).map(({ ref }) => canonicalId(ref.provider)));
  const has = new Set([...stored, ...declared].map(({ provider }) => canonicalId(provider)));
  const facts = (id: string) => [
    ...(needed.has(id) ? ["your models need it"] : []),
    ...(has.has(id) ? ["has a credential"] : []),
  ];
  const rank = (id: string) => (needed.has(id) ? 0 : 1) * 2 + (has.has(id) ? 0 : 1);
  return env.person.choose(
    "Which provider?",
    ids
      .toSorted((one, other) => rank(one) - rank(other))
      .map((value) => ({ value, label: [find(value)?.name ?? value, value, ...facts(value)].join(" · ") })),
  );
}
