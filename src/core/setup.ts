import type { Env } from "../contracts/env.ts";
import type { Provider } from "../contracts/provider.ts";
import type { Catalog } from "../schema/catalog.ts";
import { type Agent, selectAgent } from "./agents.ts";
import { type Credential, type CredentialContext, credentialOf } from "./auth/sources.ts";
import { type AuthStore, readAuthStore } from "./auth/store.ts";
import { type ConfigRead, readConfig } from "./config/read.ts";
import { aliasesOf } from "./models/aliases.ts";
import { type Choice, readChoice } from "./models/choice.ts";
import { createProviderTable } from "./models/provider-table.ts";
import { createRegistry } from "./models/registry.ts";
import type { Names } from "./models/resolve.ts";

/** What the program knows by itself, before it has read a file. */
export type Knowledge = { providers: readonly Provider[]; catalog: Catalog };

/** A user's config as it concerns one agent. */
export type Setup = ConfigRead & { agent: Agent; names: Names; choice: Choice };

/** Reads the config and finds the agent and its models; opens no store of credentials. */
export async function readSetup(env: Env, knowledge: Knowledge, requestedAgent?: string): Promise<Setup> {
  const read = await readConfig(env);
  const { config, places, variables } = read;
  const providers = createProviderTable(knowledge.providers);
  const registry = createRegistry(config, knowledge.catalog, providers);
  const names: Names = { config, aliases: aliasesOf(config), providers, registry };
  const agent = selectAgent(config, places, variables, env.workingDir, requestedAgent);
  return { ...read, agent, names, choice: readChoice(agent, names) };
}

/** The credentials of an agent; each provider is looked up once. */
export type Credentials = { store: AuthStore; now: number; of(provider: string): Promise<Credential> };

/** Opens the agent's credential store and finds what each provider would be asked with. */
export async function readCredentials(env: Env, setup: Setup, warnWithinMs: number): Promise<Credentials> {
  const store = await readAuthStore(env, setup, setup.agent);
  const now = env.now();
  const context: CredentialContext = {
    env,
    home: setup.places.home,
    variables: setup.variables,
    config: setup.config,
    store,
    providers: setup.names.providers,
    now,
    warnWithinMs,
  };
  const found = new Map<string, Promise<Credential>>();
  return {
    store,
    now,
    of(provider) {
      const known = found.get(provider) ?? credentialOf(provider, context);
      found.set(provider, known);
      return known;
    },
  };
}
