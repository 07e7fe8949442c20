import type { Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import { variable } from "../config/paths.ts";

/** A variable, or several together, that hold a credential. */
export type Found = { name: string; value: string };

/** Finds the credentials in the environment, by provider. */
export function findInEnvironment(providers: readonly Provider[], variables: Variables): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const provider of providers) {
    const own = environmentOf(provider, variables);
    if (own !== undefined) found.set(provider.id, own);
  }
  return found;
}

/** The first variable of the provider's that is set, or a set of them that counts together. */
function environmentOf(provider: Provider, variables: Variables): Found | undefined {
  for (const name of provider.env) {
    const value = variables[name]?.trim();
    if (value) return { name, value };
  }
  for (const names of provider.envSets ?? []) {
    const values = names.map((name) => variable(variables, name));
    if (values.every((value) => value !== undefined)) return { name: names.join(" + "), value: values.at(-1) ?? "" };
  }
  return undefined;
}
