import type { ProviderTable } from "./provider-table.ts";

/** A model of a provider; `key` is how both are written together. */
export type Ref = { readonly provider: string; readonly model: string; readonly key: string };

/** Puts a reference together; the model id stays as it is, to the letter. */
export function createRef(provider: string, model: string): Ref {
  return { provider, model, key: `${provider}/${model}` };
}

/**
 * Splits a reference at its first slash and normalises the provider; `undefined` when a side is empty or there is no slash.
 * Short model names of a provider become the ids that they stand for.
 */
export function parseRef(text: string, providers: ProviderTable): Ref | undefined {
  const trimmed = text.trim();
  const slash = trimmed.indexOf("/");
  const left = trimmed.slice(0, slash).trim();
  const model = trimmed.slice(slash + 1).trim();
  if (slash < 0 || left === "" || model === "") return undefined;
  const id = providers.canonicalId(left);
  const shortNames = providers.find(id)?.modelAliases ?? {};
  const short = model.toLowerCase();
  return createRef(id, Object.hasOwn(shortNames, short) ? (shortNames[short] ?? model) : model);
}
