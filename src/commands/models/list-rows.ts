import { type Verdict, verdictOf } from "../../core/auth/check.ts";
import type { Credential } from "../../core/auth/credential.ts";
import type { Group, Registry } from "../../core/models/registry.ts";
import { createRef, parseRef, type Ref } from "../../core/models/ref.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import type { ListRow } from "../../schema/list.ts";

type Filter = { all: boolean; local: boolean; free: boolean; provider: string | undefined };

/** What a row says of its provider; looked up once for all its models. */
type ProviderState = Pick<ListRow, "health" | "store"> & { available: boolean; local: boolean };

/** Rows; or the models of neighbouring providers that nothing of the user names, not read before somebody asks. */
export type Part = { rows: ListRow[] } | { bare: Group[]; count: number };

/** A list; its keys and models are made from its parts when they are asked for. */
export type Models = { count: number; readonly keys: string[]; readonly models: ListRow[]; parts: readonly Part[] };

/** The configured models with their roles, or the whole catalog; tags and order as in OpenClaw 2026.2.6-3. */
export async function listModels(setup: Setup, credentials: Credentials, filter: Filter): Promise<Models> {
  const { registry } = setup.names;
  const tags = tagsOf(setup);
  const stateOf = await providerStates(setup, credentials);
  const parts: Part[] = [];
  const add = (key: string, model: CatalogRow | undefined, state: ProviderState, own: readonly string[]) => {
    const isFree = model !== undefined && registry.isFree(model);
    if ((filter.free && !isFree) || (filter.local && !(model !== undefined && state.local))) return;
    const last = parts.at(-1);
    const row = toRow(key, model, own, state, isFree);
    if (last !== undefined && "rows" in last) last.rows.push(row);
    else parts.push({ rows: [row] });
  };
  const tagged = new Set([...tags.values()].map(({ ref }) => ref.provider));
  const listed = new Set<string>();
  for (const group of filter.all ? groupsOf(setup, filter) : []) {
    const { provider, shelf } = group;
    const isNamed = tagged.has(provider) || credentials.candidates.has(provider);
    if (shelf !== undefined && !isNamed && !filter.free && !filter.local) {
      const last = parts.at(-1);
      if (last !== undefined && "bare" in last) {
        last.bare.push(group);
        last.count += shelf.count;
      } else parts.push({ bare: [group], count: shelf.count });
      continue;
    }
    const state = stateOf(provider);
    for (const model of group.rows()) {
      const own = tags.get(model.key)?.tags;
      if (own !== undefined) listed.add(model.key);
      add(model.key, model, state, own ?? NONE);
    }
  }
  for (const { ref, tags: own } of tags.values()) {
    const isWanted = filter.provider === undefined || ref.provider === filter.provider;
    if (isWanted && !listed.has(ref.key)) add(ref.key, registry.find(ref), stateOf(ref.provider), own);
  }
  return {
    count: parts.reduce((sum, part) => sum + ("rows" in part ? part.rows.length : part.count), 0),
    get keys() {
      return parts.flatMap((part) =>
        "rows" in part ? part.rows.map(({ key }) => key) : part.bare.flatMap(({ shelf }) => shelf?.keys() ?? []),
      );
    },
    get models() {
      return parts.flatMap((part) =>
        "rows" in part ? part.rows : part.bare.flatMap((group) => bareRows(group, registry)),
      );
    },
    parts,
  };
}

/** The state of every provider with a credential, found once; the many others are all alike. */
async function providerStates(
  { names: { registry } }: Setup,
  credentials: Credentials,
): Promise<(provider: string) => ProviderState> {
  const states = new Map<string, ProviderState>();
  for (const provider of credentials.candidates) {
    states.set(provider, providerState(await credentials.of(provider), registry.isLocal(provider)));
  }
  return (provider) => states.get(provider) ?? stateWithout(registry.isLocal(provider));
}

function stateWithout(local: boolean): ProviderState {
  return { available: false, local, health: local ? "static" : "missing", store: null };
}

/** The rows of a provider that nothing of the user names. */
export function bareRows({ provider, rows }: Group, { isLocal, isFree }: Registry): ListRow[] {
  const state = stateWithout(isLocal(provider));
  return rows().map((model) => toRow(model.key, model, NONE, state, isFree(model)));
}

const NONE: readonly string[] = [];

function groupsOf({ names: { registry } }: Setup, { provider }: Filter): readonly Group[] {
  return provider === undefined ? registry.groups() : [{ provider, rows: () => registry.ofProvider(provider) }];
}

function providerState(credential: Credential, local: boolean): ProviderState {
  const stored = credential.sources.some(({ kind, profile }) => kind === "profile" && profile !== undefined);
  const verdict = verdictOf(credential, local);
  const health = credential.used?.health?.status ?? HEALTH[verdict];
  const store = credential.used?.storage ?? null;
  return { available: stored || credential.used !== undefined, local, health, store };
}

const HEALTH: Readonly<Record<Verdict, ListRow["health"]>> = {
  ready: "static",
  expiring: "expiring",
  expired: "expired",
  unusable: "missing",
  missing: "missing",
};

function toRow(
  key: string,
  model: CatalogRow | undefined,
  tags: readonly string[],
  state: ProviderState,
  free: boolean,
): ListRow {
  const isMissing = model === undefined;
  return {
    key,
    name: isMissing ? key : model.name,
    input: isMissing ? "-" : model.input,
    contextWindow: isMissing ? null : model.contextWindow,
    local: isMissing ? null : state.local,
    available: isMissing ? null : state.available,
    tags: isMissing ? [...tags.filter((tag) => !tag.startsWith("alias:")), "missing"] : tags,
    missing: isMissing,
    health: state.health,
    store: state.store,
    free,
    cost: isMissing ? null : model.cost,
    retired: isMissing ? false : model.retired,
  };
}

type Tags = Map<string, { ref: Ref; tags: string[] }>;

/** Each configured model once, in the order in which it is asked, with every role that it plays; its aliases last. */
function tagsOf({ choice, config, names }: Setup): Tags {
  const found: Tags = new Map();
  const add = ({ provider, model, key }: Ref, tag: string) => {
    const role = found.get(key) ?? { ref: createRef(provider, model), tags: [] };
    if (!role.tags.includes(tag)) role.tags.push(tag);
    found.set(key, role);
  };
  add(choice.default.ref, "default");
  choice.fallbacks.forEach(({ ref }, index) => add(ref, `fallback#${index + 1}`));
  if (choice.image !== undefined) add(choice.image.ref, "image");
  choice.imageFallbacks.forEach(({ ref }, index) => add(ref, `img-fallback#${index + 1}`));
  const refOf = (text: string) => parseRef(text, names.providers);
  for (const text of Object.keys(config.agents?.defaults?.models ?? {})) {
    const ref = refOf(text);
    if (ref !== undefined) add(ref, "configured");
  }
  for (const { key } of [...found.values()].map(({ ref }) => ref)) {
    const aliases = names.aliases.filter(({ target }) => refOf(target)?.key === key).map(({ alias }) => alias);
    if (aliases.length > 0) found.get(key)?.tags.push(`alias:${aliases.join(",")}`);
  }
  return found;
}
