import * as v from "valibot";
import type { Style } from "../../../../contracts/command.ts";
import type { Env } from "../../../../contracts/env.ts";
import { AppError } from "../../../../contracts/error.ts";
import { changeStore, requireWritableStore, type StoreContent, storePathOf } from "../../../../core/auth/keep.ts";
import { readRawStores } from "../../../../core/auth/raw-stores.ts";
import { type AuthStore, readAuthStore } from "../../../../core/auth/store.ts";
import { parseStore } from "../../../../core/auth/store-file.ts";
import { shellWord } from "../../../../core/command-line.ts";
import type { Edit } from "../../../../core/config/edit/edit.ts";
import { createRef } from "../../../../core/models/ref.ts";
import { requireKnownProvider } from "../../../../core/models/resolve.ts";
import { didYouMean, suggest } from "../../../../core/models/suggest.ts";
import { readSetup, type Setup } from "../../../../core/setup.ts";
import { tilde } from "../../../../ui/text.ts";
import { KNOWLEDGE } from "../../../knowledge.ts";

/** The fields of OpenClaw 2026.2.6-3, and what was changed beside them. */
export const OrderResult = v.object({
  agentId: v.string(),
  agentDir: v.string(),
  provider: v.string(),
  authStorePath: v.string(),
  order: v.nullable(v.array(v.string())),
  /** Whether the order is the main agent's, which holds until this one has its own. */
  inherited: v.boolean(),
  changed: v.boolean(),
  dryRun: v.boolean(),
});
export type OrderResult = v.InferOutput<typeof OrderResult>;

export const ORDER_PROVIDER = {
  provider: { type: "string", kind: "provider", required: true, description: "The provider whose order it is" },
} as const;

type Order = readonly string[] | null;
type Seen = { setup: Setup; store: AuthStore; provider: string; name: string; result: OrderResult } & Layers;

/** Reads an agent's order of a provider: `name` is how the stores write the provider. */
export async function readOrder(env: Env, args: { provider: string; agent: string | undefined }): Promise<Seen> {
  const setup = await readSetup(env, KNOWLEDGE, args.agent);
  const { names, agent, places } = setup;
  const provider = names.providers.canonicalId(args.provider);
  requireKnownProvider(createRef(provider, "-"), names);
  const store = await readAuthStore(env, setup, agent);
  const [name = provider] = spellings(store.order, setup, provider);
  const layers = await readLayers(env, setup, provider);
  const result = {
    agentId: agent.id,
    agentDir: agent.dir,
    provider,
    authStorePath: tilde(store.path, places.home),
    order: Object.hasOwn(store.order, name) ? [...(store.order[name] ?? [])] : null,
    inherited: layers.own === null && layers.inherited !== null,
    changed: false,
    dryRun: false,
  };
  return { setup, store, provider, name, result, ...layers };
}

/** The orders that are in force one over the other: the main agent's, and the agent's own. */
type Layers = { own: Order; inherited: Order };

async function readLayers(env: Env, setup: Setup, provider: string): Promise<Layers> {
  const layers: { own: Order; inherited: Order } = { own: null, inherited: null };
  const { path, parts } = await readRawStores(env, setup, setup.agent);
  for (const part of parts) {
    const order = parseStore(part.value, part.path).order ?? {};
    const [name] = spellings(order, setup, provider);
    if (name !== undefined) layers[part.path === path ? "own" : "inherited"] = order[name] ?? null;
  }
  return layers;
}

function spellings(order: Readonly<Record<string, unknown>>, { names }: Setup, provider: string): string[] {
  return Object.keys(order).filter((id) => names.providers.canonicalId(id) === provider);
}

/** Writes an order into the agent's own store, or takes it away; nothing where it stands there already. */
export async function writeOrder(env: Env, seen: Seen, order: Order, dryRun: boolean): Promise<OrderResult> {
  const { setup, provider, name, own, inherited } = seen;
  await requireWritableStore(env, setup);
  if (order === null && own === null && inherited !== null) {
    const hint = `change it where it stands: \`openclaw models auth order clear --provider ${shellWord(name)} --agent main\``;
    throw new AppError("usage", `the order is not this agent's own: ${storePathOf(setup.agent)} has none`, hint);
  }
  const inForce = order ?? inherited;
  const result = {
    ...seen.result,
    order: inForce === null ? null : [...inForce],
    inherited: order === null && inherited !== null,
    dryRun,
  };
  if (JSON.stringify(own) === JSON.stringify(order)) return result;
  if (dryRun) return { ...result, changed: true };
  const decide = (content: StoreContent): Edit[] => {
    if (order !== null) return [{ kind: "set", path: ["order", name], value: order }];
    return spellings(content.order ?? {}, setup, provider).map((id) => ({ kind: "remove", path: ["order", id] }));
  };
  const { changed } = await changeStore(env, setup.agent, async (content) => decide(content));
  return { ...result, changed };
}

/** Refuses ids that are not stored, are of another provider, or stand there twice. */
export function requireProfiles({ store, setup, provider }: Seen, ids: readonly string[]): void {
  const own = [...store.profiles].filter(
    ([, profile]) => setup.names.providers.canonicalId(profile.provider) === provider,
  );
  for (const [at, id] of ids.entries()) {
    const profile = store.profiles.get(id);
    if (profile === undefined) {
      const near = suggest(
        id,
        own.map(([known]) => known),
      );
      throw new AppError(
        "unknown_profile",
        `there is no profile \`${id}\``,
        didYouMean(near, "list them with `openclaw models auth list`"),
      );
    }
    const owner = setup.names.providers.canonicalId(profile.provider);
    if (owner !== provider)
      throw new AppError(
        "usage",
        `the profile \`${id}\` is one of ${owner}, not of ${provider}`,
        `\`openclaw models auth order get --provider ${shellWord(owner)}\``,
      );
    if (ids.indexOf(id) !== at) throw new AppError("usage", `\`${id}\` stands there twice`, "name each profile once");
  }
}

/** The order in force, and what was done. */
export function orderView(
  { agentId, provider, authStorePath, order, inherited, changed, dryRun }: OrderResult,
  style: Style,
  verb: string,
): string {
  const rows = [
    ["Agent", agentId],
    ["Provider", provider],
    ["Auth file", authStorePath],
    ["Order override", `${order === null ? "(none)" : order.join(", ")}${inherited ? " (the main agent's)" : ""}`],
  ].map(([title, text]) => `${style.paint("dim", `${title}:`)} ${text}`);
  const note =
    verb === ""
      ? ""
      : changed
        ? dryRun
          ? "Dry run, nothing was written."
          : `✓ ${verb}`
        : "Nothing to do: it is so already.";
  return `${[...(note === "" ? [] : [style.paint(changed && !dryRun ? "good" : "dim", note)]), ...rows].join("\n")}\n`;
}
