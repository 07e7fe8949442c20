import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { LoginMethod, Provider } from "../../../contracts/provider.ts";
import { methodsFor } from "../../../core/login/methods.ts";
import { isSignIn, waysIn } from "../../../core/login/ways.ts";
import { createRef } from "../../../core/models/ref.ts";
import { requireKnownProvider } from "../../../core/models/resolve.ts";
import type { Setup } from "../../../core/setup.ts";
import { askProvider } from "./choose-provider.ts";

/** The provider that is named, or that somebody chooses among those that can be signed in to, or that others sign in to. */
export async function chooseLoginProvider(
  env: Env,
  setup: Setup,
  { provider: named, import: imports }: { provider: string | undefined; import: boolean },
): Promise<string> {
  const { names } = setup;
  const fits = (provider: Provider) => (imports ? provider.otherPrograms !== undefined : waysIn(provider).length > 0);
  const ids = names.providers.all.filter(fits).map(({ id }) => id);
  const chosen = named ?? (await askProvider(env, setup, ids));
  const id = names.providers.canonicalId(chosen);
  requireKnownProvider(createRef(id, "-"), names);
  return id;
}

/** The method that is named, the only one, or the one that somebody chooses; without anybody, one that asks for nothing. */
export async function chooseMethod(
  env: Env,
  { names }: Setup,
  provider: string,
  wanted: { method: string | undefined; deviceCode: boolean },
): Promise<LoginMethod> {
  const methods = methodsFor(provider, names.providers.find(provider), wanted);
  const [first] = methods;
  if (first !== undefined && methods.length === 1) return first;
  if (env.person.isThere) {
    const answers = methods.map(({ id, label }) => ({ value: id, label, hint: `--method ${id}` }));
    const answer = await env.person.choose(`How do you sign in to ${provider}?`, answers);
    const chosen = methods.find(({ id }) => id === answer);
    if (chosen !== undefined) return chosen;
  }
  const silent = methods.find(isSignIn);
  if (silent !== undefined) return silent;
  const ids = methods.map(({ id }) => `\`--method ${id}\``).join(", ");
  throw new AppError("usage", `${provider} has several ways to sign in`, `name one: ${ids}`);
}
