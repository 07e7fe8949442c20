import { defineCommand, type Style } from "../../contracts/command.ts";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { WARN_WITHIN_MS } from "../../core/auth/health.ts";
import { outdatedSince } from "../../core/catalog/current.ts";
import { requireKnownProvider } from "../../core/models/resolve.ts";
import { createRef } from "../../core/models/ref.ts";
import { type Listing, withListing } from "../../core/models/listing.ts";
import { readListing, writeListing } from "../../core/models/listing-cache.ts";
import { type Credentials, readCredentials, readSetup, type Setup } from "../../core/setup.ts";
import { ListResult } from "../../schema/list.ts";
import { formatDate } from "../../ui/date.ts";
import { table } from "../../ui/table.ts";
import { count } from "../../ui/text.ts";
import { AGENT, OFFLINE } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { catalogProblem } from "./catalog-problem.ts";
import { columnsOf } from "./list-columns.ts";
import { listModels, type Models } from "./list-rows.ts";

export default defineCommand({
  args: {
    all: { type: "boolean", description: "Every model of the catalog, not only the configured ones" },
    local: { type: "boolean", description: "Only models on this machine or its own network" },
    free: { type: "boolean", description: "Only models that cost nothing (no plan, both prices 0)" },
    provider: { type: "string", kind: "provider", description: "Only models of this provider" },
    refresh: { type: "boolean", description: "Ask the providers for their own lists first" },
    ...AGENT,
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models list", about: "The configured models, with their roles and whether there is a credential" },
    { run: "openclaw models list --all --provider groq", about: "Everything of one provider" },
    { run: "openclaw models list --all --free --plain", about: "References of free models, a line each" },
    { run: "openclaw models list --refresh --all --provider ollama", about: "Ask the provider itself what it has" },
    {
      run: "openclaw models list --json | jq '.models[] | select(.available | not)'",
      about: "Configured models that lack a credential",
    },
  ],
  result: ListResult,
  async run(env, args) {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const provider = args.provider === undefined ? undefined : setup.names.providers.canonicalId(args.provider);
    if (provider !== undefined) requireKnownProvider(createRef(provider, "-"), setup.names);
    const credentials = await readCredentials(env, setup, WARN_WITHIN_MS);
    const before = await readListing(env);
    const { listing, warnings } = args.refresh
      ? await refresh(env, setup, credentials, before, provider)
      : { listing: before, warnings: [] };
    for (const { message, hint } of catalogProblem(setup)) warnings.push(`${message}; ${hint}`);
    const names = {
      ...setup.names,
      registry: withListing(setup.names.registry, listing, outdatedSince(env, setup.catalog)),
    };
    const { all, local, free } = args;
    const models = await listModels({ ...setup, names }, credentials, { all, local, free, provider });
    return Object.assign(models, { warnings, isBuiltIn: setup.catalog.isBuiltIn });
  },
  warnings: ({ warnings }) => warnings,
  plain: ({ keys }) => keys,
  async human(result, style, args) {
    const amount = result.count;
    const all = `openclaw models list --all${args.provider === undefined ? "" : ` --provider ${args.provider}`}`;
    if (amount === 0)
      return `No models found. ${style.paint("dim", args.all ? "Loosen the filters." : `Look further: ${all}`)}\n`;
    const rest = args.all ? "" : ` configured; all of them: ${all}`;
    return `${await modelTable(result, style)}
${style.paint("dim", `${count(amount, "model")}${rest}`)}
`;
  },
});

/** Asks the providers, and keeps what they say. */
async function refresh(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  before: Listing,
  provider: string | undefined,
): Promise<{ listing: Listing; warnings: string[] }> {
  if (env.offline !== undefined) return { listing: before, warnings: [instead(env.offline, before, setup)] };
  // Only those who ask wait for what asks the providers.
  const [{ refreshListing }, { askingWith }, { waitingText }] = await Promise.all([
    import("../../core/models/refresh.ts"),
    import("./asking.ts"),
    import("../../ui/waiting.ts"),
  ]);
  const signal = env.interrupt();
  const watch = (answered: number, waiting: readonly string[]) =>
    env.progress.pending(waitingText(answered, answered + waiting.length, waiting));
  const watched = { signal, watch };
  const asked = await refreshListing(askingWith(env, setup), setup, credentials, before, provider, watched);
  if (signal.aborted) throw new AppError("cancelled", "cancelled", "nothing was changed");
  const { listing, warnings } = asked;
  const trouble = await writeListing(env, listing);
  return { listing, warnings: trouble === undefined ? warnings : [...warnings, trouble] };
}

/** What is shown where nobody may be asked. */
function instead(offline: NonNullable<Env["offline"]>, listing: Listing, { catalog }: Setup): string {
  const dates = Object.values(listing).map(({ fetchedAt }) => fetchedAt);
  const shown =
    dates.length === 0
      ? `the catalog of ${formatDate(catalog.fetchedAt)} is shown, no provider has been asked before`
      : `their lists from before are shown, the newest of ${formatDate(Math.max(...dates))}`;
  return `\`${offline}\` forbids every connection: no provider is asked; ${shown}`;
}

/** On a pipe the built-in rows of most providers stand ready in the program: without colours, and nothing is cut. */
async function modelTable(result: Models & { isBuiltIn: boolean }, style: Style): Promise<string> {
  const isBare = style.width === Number.POSITIVE_INFINITY && style.paint("good", "yes") === "yes";
  const isReady = result.isBuiltIn && result.parts.some((part) => "bare" in part);
  const text = isBare && isReady ? (await import("./list-ready.ts")).readyTable(result.parts, style) : undefined;
  return text ?? table(columnsOf(result.models, style), style);
}
