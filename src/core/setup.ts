import type { Env } from "../contracts/env.ts";
import type { Config } from "../schema/config.ts";
import type { Provider } from "../contracts/provider.ts";
import { type Agent, selectAgent } from "./agents.ts";
import { type Credential, credentialOf, providersWithSources } from "./auth/credential.ts";
import { type Found, findInEnvironment } from "./auth/environment.ts";
import type { CredentialContext } from "./auth/sources.ts";
import { type AuthStore, readAuthStore } from "./auth/store.ts";
import type { CatalogInUse } from "./catalog/current.ts";
import { type ConfigRead, readConfig } from "./config/read.ts";
import { aliasesOf } from "./models/aliases.ts";
import { type Choice, readChoice } from "./models/choice.ts";
import { createProviderTable, type ProviderTable } from "./models/provider-table.ts";
import { parseRef } from "./models/ref.ts";
import { createRegistry, type Registry } from "./models/registry.ts";
import { chosenTexts, type Names } from "./models/resolve.ts";

/** What the program knows besides the user's files: the providers by itself, the models from its newest catalog. */
export type Knowledge = { providers: readonly Provider[]; catalog(env: Env): Promise<CatalogInUse> };

/** A user's config as it concerns one agent. */
export type Setup = ConfigRead & { agent: Agent; names: Names; choice: Choice; catalog: CatalogInUse };

/** Reads the config and finds the agent and its models; opens no store of credentials. */
export async function readSetup(env: Env, knowledge: Knowledge, requestedAgent?: string): Promise<Setup> {
  const [read, catalog] = await Promise.all([readConfig(env), knowledge.catalog(env)]);
  const { config, places, variables } = read;
  const providers = createProviderTable(knowledge.providers);
  const known = createRegistry(config, catalog.catalog, providers);
  // A provider's own list knows more than the catalog; only where that falls short, somebody waits for it.
  const registry = isLacking(config, providers, known)
    ? await (await import("./models/heard.ts")).withHeard(env, known, catalog)
    : known;
  const names: Names = { config, aliases: aliasesOf(config), providers, registry };
  const agent = selectAgent(config, places, variables, env.workingDir, requestedAgent);
  return { ...read, agent, names, choice: readChoice(agent, names), catalog };
}

/** Whether a model of the config is not in the catalog, or withdrawn there. */
function isLacking(config: Config, providers: ProviderTable, registry: Registry): boolean {
  for (const text of chosenTexts(config)) {
    const ref = parseRef(text, providers);
    if (ref === undefined) continue;
    const row = registry.find(ref);
    if (row === undefined || row.retired) return true;
  }
  return false;
}

/** The credentials of an agent; each provider is looked up once. */
export type Credentials = {
  store: AuthStore;
  now: number;
  /** The variables that hold a credential, by provider. */
  environment: ReadonlyMap<string, Found>;
  /** The providers for which anything at all was found. */
  candidates: ReadonlySet<string>;
  of(provider: string): Promise<Credential>;
};

async function nothingFor(provider: string): Promise<Credential> {
  return { provider, sources: [], used: undefined, failed: false };
}

/** Opens the agent's credential store and finds what each provider would be asked with. */
export async function readCredentials(env: Env, setup: Setup, warnWithinMs: number): Promise<Credentials> {
  const store = await readAuthStore(env, setup, setup.agent);
  const now = env.now();
  const environment = findInEnvironment(setup.names.providers.all, setup.variables);
  const context: CredentialContext = {
    env,
    home: setup.places.home,
    variables: setup.variables,
    config: setup.config,
    store,
    providers: setup.names.providers,
    environment,
    origins: setup.origins,
    substituted: setup.substituted,
    now,
    warnWithinMs,
  };
  const found = new Map<string, Promise<Credential>>();
  const candidates = providersWithSources(context);
  return {
    store,
    now,
    environment,
    candidates,
    of(provider) {
      const known =
        found.get(provider) ?? (candidates.has(provider) ? credentialOf(provider, context) : nothingFor(provider));
      found.set(provider, known);
      return known;
    },
  };
}
