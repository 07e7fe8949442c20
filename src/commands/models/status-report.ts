import { type Verdict, verdictOf } from "../../core/auth/check.ts";
import { cooldownsOf } from "../../core/auth/cooldown.ts";
import type { Credential } from "../../core/auth/credential.ts";
import { compareText } from "../../core/compare.ts";
import { variable } from "../../core/config/paths.ts";
import { allowlistOf, chainOf, type Chosen } from "../../core/models/choice.ts";
import { parseRef } from "../../core/models/ref.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { ChainRow, StatusResult } from "../../schema/status.ts";
import { tilde } from "../../ui/text.ts";
import { catalogProblem } from "./catalog-problem.ts";
import { describeSource, oauthReport, providerRow, sourceRow } from "./credential-rows.ts";
import { findProblems } from "./status-problems.ts";

/**
 * Puts together everything that status says, the commands in its hints with the `option` for the agent; the document is
 * what `--json` prints and what a person's view is made of.
 */
export async function statusReport(
  setup: Setup,
  credentials: Credentials,
  warnAfterMs: number,
  option: string,
): Promise<StatusResult> {
  const { agent, choice, config, names, places } = setup;
  const { store, now } = credentials;
  const inUse = [...new Set(chainOf(choice).map(({ ref }) => ref.provider))];
  const shown = shownProviders(setup, credentials, inUse);
  const found = new Map<string, { credential: Credential; verdict: Verdict }>();
  for (const provider of new Set([...inUse, ...shown])) {
    const credential = await credentials.of(provider);
    found.set(provider, { credential, verdict: verdictOf(credential, names.registry.isLocal(provider)) });
  }
  const unusableProfiles = cooldownsOf(store, now).map((pause) => {
    const profile = store.profiles.get(pause.profileId);
    const provider = profile === undefined ? {} : { provider: names.providers.canonicalId(profile.provider) };
    return Object.assign(pause, provider);
  });
  const rows = shown.flatMap((provider) => {
    const entry = found.get(provider);
    if (
      entry === undefined ||
      entry.credential.sources.every(({ kind, profile }) => kind === "profile" && profile === undefined)
    )
      return [];
    return [providerRow(entry.credential, entry.verdict, tilde(store.path, places.home), unusableProfiles)];
  });
  const oauth = oauthReport(store, names.providers, shown, (id) => emailIn(setup, id), now, warnAfterMs);
  const chain = chainRows(setup, (provider) => found.get(provider), unusableProfiles);
  const able = chain.filter(
    ({ role, verdict }) =>
      (role === "default" || role === "fallback") && (verdict === "ready" || verdict === "expiring"),
  );
  const answering = able.find(({ pausedMs }) => pausedMs === null) ?? able[0];
  const withoutProblems = {
    home: places.home,
    configPath: places.configPath,
    configExists: setup.exists,
    agentId: agent.id,
    agentDir: agent.dir,
    defaultModel: choice.default.raw,
    resolvedDefault: choice.default.ref.key,
    fallbacks: choice.fallbacks.map(({ raw }) => raw),
    imageModel: choice.image?.raw ?? null,
    imageFallbacks: choice.imageFallbacks.map(({ raw }) => raw),
    modelConfig: {
      defaultSource: choice.default.source === "agent" ? ("agent" as const) : ("defaults" as const),
      fallbacksSource: choice.fallbacksSource === "agent" ? ("agent" as const) : ("defaults" as const),
    },
    aliases: Object.fromEntries(names.aliases.map(({ alias, target }) => [alias, target])),
    allowed: allowlistOf(config),
    answering:
      answering === undefined
        ? null
        : { ref: answering.ref, role: roleName(answering), credential: answering.credential },
    chain,
    warnings: [],
    unknownConfigKeys: [...setup.unknownKeys],
    auth: {
      storePath: store.path,
      storeKind: store.kind,
      storeExists: store.exists,
      ignoredProfiles: [...store.ignored],
      shellEnvFallback: { enabled: shellEnvEnabled(setup), appliedKeys: [] },
      providersWithOAuth: rows.flatMap(({ provider, profiles: { oauth: signedIn, token } }) =>
        signedIn + token > 0 ? [`${provider} (${signedIn + token})`] : [],
      ),
      missingProvidersInUse: inUse
        .filter((provider) => found.get(provider)?.verdict === "missing")
        .toSorted(compareText),
      providers: rows,
      unused: unusedVariables(credentials, shown),
      unusableProfiles,
      usage: [],
      oauth,
    },
  };
  const sourcesOf = (provider: string) => found.get(provider)?.credential.sources.map(sourceRow) ?? [];
  return {
    ...withoutProblems,
    problems: [...findProblems(withoutProblems, names, sourcesOf, option), ...catalogProblem(setup)],
  };
}

/** Says a model's place in the chain: `default`, `fallback 2`, `image`. */
function roleName({ role, position }: Pick<ChainRow, "role" | "position">): string {
  return role === "default" || role === "image" ? role : `${role.replace("-", " ")} ${position}`;
}

function chainRows(
  setup: Setup,
  found: (provider: string) => { credential: Credential; verdict: Verdict } | undefined,
  pauses: StatusResult["auth"]["unusableProfiles"],
): ChainRow[] {
  const { choice, names } = setup;
  const row = (role: ChainRow["role"], position: number, { raw, ref, via }: Chosen): ChainRow => {
    const model = names.registry.find(ref);
    const entry = found(ref.provider);
    const used = entry?.credential.used;
    return {
      role,
      position,
      raw,
      ref: ref.key,
      via,
      aliases: names.aliases
        .filter(({ target }) => parseRef(target, names.providers)?.key === ref.key)
        .map(({ alias }) => alias),
      name: model?.name ?? null,
      contextWindow: model?.contextWindow ?? null,
      cost: model?.cost ?? null,
      local: names.registry.isLocal(ref.provider),
      free: model !== undefined && names.registry.isFree(model),
      known: model !== undefined,
      retired: model?.retired ?? false,
      verdict: via === "unresolved" ? "unresolved" : (entry?.verdict ?? "missing"),
      pausedMs: pauses.find(({ profileId }) => profileId === used?.name)?.remainingMs ?? null,
      credential: used === undefined || via === "unresolved" ? null : describeSource(sourceRow(used)),
    };
  };
  return [
    row("default", 1, choice.default),
    ...choice.fallbacks.map((model, index) => row("fallback", index + 1, model)),
    ...(choice.image === undefined ? [] : [row("image", 1, choice.image)]),
    ...choice.imageFallbacks.map((model, index) => row("image-fallback", index + 1, model)),
  ];
}

/** The providers that status is about: those stored, configured, named by a model, or surveyed with a variable set. */
function shownProviders(
  { config, names }: Setup,
  { store, environment }: Credentials,
  inUse: readonly string[],
): string[] {
  const { providers } = names;
  const stored = [...store.profiles.values()].map(({ provider }) => providers.canonicalId(provider));
  const configured = Object.keys(config.models?.providers ?? {}).map(providers.canonicalId);
  const listed = Object.keys(config.agents?.defaults?.models ?? {}).flatMap(
    (ref) => parseRef(ref, providers)?.provider ?? [],
  );
  const surveyed = [...environment.keys()].filter((id) => providers.find(id)?.surveyed);
  return [...new Set([...stored, ...configured, ...listed, ...inUse, ...surveyed])].toSorted(compareText);
}

/** Variables that are set for providers which nothing names. */
function unusedVariables({ environment }: Credentials, shown: readonly string[]): StatusResult["auth"]["unused"] {
  const others = [...environment].filter(([provider]) => !shown.includes(provider));
  return others.map(([provider, { name }]) => ({ provider, source: `env: ${name}` }));
}

function emailIn({ config }: Setup, profileId: string): string | undefined {
  const profiles = config.auth?.profiles ?? {};
  return Object.hasOwn(profiles, profileId) ? profiles[profileId]?.email : undefined;
}

function shellEnvEnabled({ config, variables }: Setup): boolean {
  const flag = variable(variables, "OPENCLAW_LOAD_SHELL_ENV")?.toLowerCase();
  return config.env?.shellEnv?.enabled === true || flag === "1" || flag === "true" || flag === "yes" || flag === "on";
}
