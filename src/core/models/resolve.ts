import { AppError } from "../../contracts/error.ts";
import type { Config } from "../../schema/config.ts";
import { type Alias, findAlias } from "./aliases.ts";
import { nearModels } from "./near.ts";
import type { ProviderTable } from "./provider-table.ts";
import { createRef, parseRef, type Ref } from "./ref.ts";
import type { Registry } from "./registry.ts";
import { didYouMean, suggest } from "./suggest.ts";

/** Where a name without a slash goes when nothing else knows it, as recorded from OpenClaw 2026.2.6-3. */
const DEFAULT_PROVIDER = "anthropic";

/** What a model is called when nothing is configured, as recorded from OpenClaw 2026.2.6-3. */
export const DEFAULT_MODEL = "anthropic/claude-opus-4-6";

/** How a name became a reference. */
export type Via = "reference" | "alias" | "configured" | "default-provider" | "unresolved";
export type Resolution = { ref: Ref; via: Via; alias?: string };

/** Everything that gives a name its meaning. */
export type Names = { config: Config; aliases: readonly Alias[]; providers: ProviderTable; registry: Registry };

/** Finds what a name in a config stands for; a name that nobody knows is `unresolved`, under the default provider. */
export function resolveConfigured(text: string, names: Names): Resolution {
  const { aliases, providers, registry } = names;
  const ref = parseRef(text, providers);
  if (ref !== undefined) return { ref, via: "reference" };
  const alias = findAlias(aliases, text);
  const target = alias === undefined ? undefined : parseRef(alias.target, providers);
  if (alias !== undefined && target !== undefined) return { ref: target, via: "alias", alias: alias.alias };
  const [only, ...others] = configuredWithId(text, names);
  if (only !== undefined && others.length === 0) return { ref: only, via: "configured" };
  const bare = parseRef(`${DEFAULT_PROVIDER}/${text}`, providers) ?? createRef(DEFAULT_PROVIDER, text.trim());
  return { ref: bare, via: registry.find(bare) === undefined ? "unresolved" : "default-provider" };
}

/** Finds what a person's word stands for; throws `unknown_alias` or `unknown_model` with the nearest names. */
export function resolveTyped(text: string, names: Names): Resolution & { via: Exclude<Via, "unresolved"> } {
  const typed = text.trim();
  if (typed === "")
    throw new AppError("usage", "the model name is empty", "name a model or an alias: `openclaw models list`");
  if (typed.includes("/") && parseRef(typed, names.providers) === undefined) {
    throw new AppError(
      "usage",
      `\`${typed}\` is not a model: a side of the slash is empty`,
      "write it as `provider/model`",
    );
  }
  const { via, ...resolution } = resolveConfigured(typed, names);
  if (via !== "unresolved") return { ...resolution, via };
  const same = configuredWithId(typed, names).map(({ key }) => key);
  if (same.length > 1) {
    throw new AppError("unknown_alias", `\`${typed}\` could be ${same.length} of your models`, didYouMean(same, ""));
  }
  throw new AppError(
    "unknown_alias",
    `\`${typed}\` is no alias and no model of yours`,
    didYouMean(nearNames(typed, names), "list what there is with `openclaw models list --all`"),
  );
}

/** Refuses a reference to a provider that nobody knows, with the nearest ones. */
export function requireKnownProvider(ref: Ref, { registry }: Names): void {
  if (registry.knowsProvider(ref.provider)) return;
  const message = `nobody knows the provider \`${ref.provider}\``;
  throw new AppError("unknown_provider", message, unknownProviderHint(ref, registry));
}

/** What was probably meant: OpenRouter's model without `openrouter/` in front is the commonest mistake. */
export function unknownProviderHint(ref: Ref, registry: Registry): string {
  const throughRouter = createRef("openrouter", ref.key);
  if (registry.find(throughRouter) !== undefined) return `OpenRouter has it: write \`${throughRouter.key}\``;
  return didYouMean(suggest(ref.provider, registry.providerIds()), "list them with `openclaw plugins list`");
}

/** The models that the config names, in any role. */
export function configuredRefs({ config, providers }: Names): Ref[] {
  const own = Object.entries(config.models?.providers ?? {}).flatMap(([id, provider]) =>
    (provider.models ?? []).map((model) => `${id}/${model.id}`),
  );
  const refs = [...chosenTexts(config), ...own].flatMap((text) => parseRef(text, providers) ?? []);
  return [...new Map(refs.map((ref) => [ref.key, ref])).values()];
}

/** The models that somebody chose, as the config writes them: of the defaults, of every agent, of the model map. */
export function chosenTexts(config: Config): string[] {
  const { defaults, list = [], entries = {} } = config.agents ?? {};
  const texts: string[] = [];
  for (const owner of [defaults, ...list, ...Object.values(entries)]) {
    for (const choice of [owner?.model, owner?.imageModel]) {
      const { primary, fallbacks = [] } = typeof choice === "string" ? { primary: choice } : (choice ?? {});
      if (primary !== undefined) texts.push(primary);
      texts.push(...fallbacks);
    }
  }
  return [...texts, ...Object.keys(defaults?.models ?? {})];
}

function configuredWithId(text: string, names: Names): Ref[] {
  return configuredRefs(names).filter(({ model }) => model === text.trim());
}

/** Aliases and models near to a word: the user's own, then models of that very id, then those of the default provider. */
export function nearNames(typed: string, names: Names): string[] {
  const { aliases, providers, registry } = names;
  const own = configuredRefs(names);
  const ids = suggest(
    typed,
    own.map(({ model }) => model),
  );
  const same = providers.all
    .map(({ id }) => createRef(id, typed.trim()))
    .filter((ref) => registry.find(ref) !== undefined);
  const near = [
    ...suggest(
      typed,
      aliases.map(({ alias }) => alias),
    ),
    ...ids.flatMap((id) => own.find(({ model }) => model === id)?.key ?? []),
    ...same.map(({ key }) => key),
    ...nearModels(createRef(DEFAULT_PROVIDER, typed.trim()), registry),
  ];
  return [...new Set(near)].slice(0, 3);
}
