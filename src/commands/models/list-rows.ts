import { verdictOf } from "../../core/auth/check.ts";
import { summarize } from "../../core/auth/health.ts";
import type { Credential } from "../../core/auth/sources.ts";
import { parseRef, type Ref } from "../../core/models/ref.ts";
import type { Model } from "../../core/models/registry.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { ListRow } from "../../schema/list.ts";

type Filter = { all: boolean; local: boolean; free: boolean; provider: string | undefined };

/** The configured models with their roles, or the whole catalog; tags and order as in OpenClaw 2026.2.6-3. */
export async function listModels(setup: Setup, credentials: Credentials, filter: Filter): Promise<ListRow[]> {
  const { registry } = setup.names;
  const roles = rolesOf(setup);
  const catalog = filter.provider === undefined ? () => registry.all() : () => registry.ofProvider(filter.provider ?? "");
  const inCatalog = filter.all ? catalog() : [];
  const listed = new Set(inCatalog.map(keyOf));
  const extra = [...roles.values()].filter(({ ref }) => !listed.has(ref.key)).map(({ ref }) => ({ ref, model: registry.find(ref) }));
  const models = [...extra, ...inCatalog.map((model) => ({ ref: { provider: model.provider, model: model.id, key: keyOf(model) }, model }))];
  const rows: ListRow[] = [];
  const seen = new Map<string, { available: boolean; health: ListRow["health"] }>();
  for (const { ref, model } of models) {
    if (filter.provider !== undefined && ref.provider !== filter.provider) continue;
    if ((filter.local && !model?.local) || (filter.free && !model?.free)) continue;
    const state = seen.get(ref.provider) ?? providerState(await credentials.of(ref.provider), registry.isLocal(ref.provider));
    seen.set(ref.provider, state);
    rows.push(toRow(ref, model, roles.get(ref.key)?.tags ?? [], setup, state));
  }
  return rows;
}

const keyOf = (model: Model) => `${model.provider}/${model.id}`;

function providerState(credential: Credential, isLocal: boolean): { available: boolean; health: ListRow["health"] } {
  const profiles = credential.sources.flatMap(({ kind, profile, health }) => (kind === "profile" && profile && health ? [{ type: profile.type, health }] : []));
  const verdict = verdictOf(credential, isLocal);
  const available = profiles.length > 0 || credential.used !== undefined;
  if (profiles.length > 0) return { available, health: summarize(profiles) };
  return { available, health: verdict === "missing" ? "missing" : "static" };
}

function toRow(ref: Ref, model: Model | undefined, tags: readonly string[], { names }: Setup, state: { available: boolean; health: ListRow["health"] }): ListRow {
  const aliases = names.aliases.filter(({ target }) => parseRef(target, names.providers)?.key === ref.key).map(({ alias }) => alias);
  const isMissing = model === undefined;
  return {
    key: ref.key,
    name: model?.name ?? ref.key,
    input: model?.input.join("+") ?? "-",
    contextWindow: model?.contextWindow ?? null,
    local: model?.local ?? null,
    available: isMissing ? null : state.available,
    tags: [...tags, ...(isMissing ? ["missing"] : aliases.length > 0 ? [`alias:${aliases.join(",")}`] : [])],
    missing: isMissing,
    health: state.health,
    free: model?.free ?? false,
    cost: model?.cost ?? null,
    retired: model?.retired ?? false,
  };
}

/** Each configured model once, in the order in which it is asked, with every role that it plays. */
function rolesOf({ choice, config, names }: Setup): Map<string, { ref: Ref; tags: string[] }> {
  const roles = new Map<string, { ref: Ref; tags: string[] }>();
  const add = (ref: Ref | undefined, tag: string) => {
    if (ref === undefined) return;
    const role = roles.get(ref.key) ?? { ref, tags: [] };
    if (!role.tags.includes(tag)) role.tags.push(tag);
    roles.set(ref.key, role);
  };
  add(choice.default.ref, "default");
  choice.fallbacks.forEach(({ ref }, index) => add(ref, `fallback#${index + 1}`));
  add(choice.image?.ref, "image");
  choice.imageFallbacks.forEach(({ ref }, index) => add(ref, `img-fallback#${index + 1}`));
  for (const key of Object.keys(config.agents?.defaults?.models ?? {})) add(parseRef(key, names.providers), "configured");
  return roles;
}
