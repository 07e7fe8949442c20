import { formatRow } from "../../catalog/catalog.ts";
import type { Catalog, CatalogRow } from "../../schema/catalog.ts";
import type { ConfiguredChange } from "../../schema/refresh.ts";
import { allowlistOf, chainOf } from "../models/choice.ts";
import type { Ref } from "../models/ref.ts";
import { chosenTexts, resolveConfigured } from "../models/resolve.ts";
import type { Setup } from "../setup.ts";

/** How many models came, went, or are described otherwise. A withdrawn one is as one that is not there. */
export function countChanges(
  before: readonly CatalogRow[],
  after: readonly CatalogRow[],
): { added: number; removed: number; changed: number } {
  const offered = new Map(before.filter(({ retired }) => !retired).map((row) => [row.key, row]));
  let added = 0;
  let kept = 0;
  let changed = 0;
  for (const row of after) {
    if (row.retired) continue;
    const old = offered.get(row.key);
    if (old === undefined) added++;
    else kept++;
    if (old !== undefined && formatRow(old) !== formatRow(row)) changed++;
  }
  return { added, removed: offered.size - kept, changed };
}

/** What another catalog says otherwise of the models that the config names; of those that it describes itself, nothing. */
export function configuredChanges(setup: Setup, before: Catalog, after: Catalog): ConfiguredChange[] {
  if (setup.config.models?.mode === "replace") return [];
  return configuredModels(setup).flatMap((ref) => {
    const old = before.find(ref.provider, ref.model);
    const now = after.find(ref.provider, ref.model);
    const status = statusOf(old, now);
    const change: ConfiguredChange = {
      ref: ref.key,
      status,
      price: isSamePrice(old, now) ? null : { before: old?.cost ?? null, after: now?.cost ?? null },
      contextWindow:
        old?.contextWindow === now?.contextWindow
          ? null
          : { before: old?.contextWindow ?? null, after: now?.contextWindow ?? null },
    };
    return status === "kept" && change.price === null && change.contextWindow === null ? [] : [change];
  });
}

/** The models in any role of any agent, and those that may be chosen, in the order in which they are asked. */
function configuredModels({ choice, config, names }: Setup): Ref[] {
  const texts = [...chosenTexts(config), ...allowlistOf(config)];
  const refs = [...chainOf(choice), ...texts.map((text) => resolveConfigured(text, names))].map(({ ref }) => ref);
  const unique = new Map(refs.map((ref) => [ref.key, ref]));
  return [...unique.values()].filter((ref) => !names.registry.isConfigured(ref));
}

function statusOf(before: CatalogRow | undefined, after: CatalogRow | undefined): ConfiguredChange["status"] {
  const was = before !== undefined && !before.retired;
  const is = after !== undefined && !after.retired;
  if (was === is) return "kept";
  if (was) return "withdrawn";
  return before === undefined ? "added" : "returned";
}

function isSamePrice(before: CatalogRow | undefined, after: CatalogRow | undefined): boolean {
  return before?.cost?.input === after?.cost?.input && before?.cost?.output === after?.cost?.output;
}
