import type { Env } from "../../contracts/env.ts";
import { currentCatalog } from "../../core/catalog/current.ts";
import { waysIn } from "../../core/login/ways.ts";
import { createProviderTable } from "../../core/models/provider-table.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { Config } from "../../schema/config.ts";
import { count } from "../../ui/text.ts";
import type { Candidate } from "./candidate.ts";

/** The config's own providers, those that are built in, and those that only the catalog knows. */
export async function providerCandidates(env: Env, config: Config, typed: string): Promise<Candidate[]> {
  const { catalog } = await currentCatalog(env);
  const found = new Map<string, string>();
  for (const { id, name } of PROVIDERS) found.set(id, name);
  for (const [id, { models = [] }] of Object.entries(config.models?.providers ?? {})) {
    found.set(id, found.get(id) ?? `${count(models.length, "model")} of your config`);
  }
  for (const [id, amount] of catalog.counts(typed)) found.set(id, found.get(id) ?? count(amount, "model"));
  return [...found].map(([value, about]) => ({ value, about }));
}

/** The ways to sign in to a provider; without one, every way that any of them has. */
export function methodCandidates(provider: string | undefined): Candidate[] {
  const table = createProviderTable(PROVIDERS);
  const rows = provider === undefined ? table.all : [table.find(table.canonicalId(provider))];
  const methods = rows.flatMap((row) => waysIn(row));
  return [...new Map(methods.map(({ id, label }) => [id, { value: id, about: label }])).values()];
}
