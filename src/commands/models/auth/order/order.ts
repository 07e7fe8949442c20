import * as v from "valibot";
import type { Style } from "../../../../contracts/command.ts";
import type { Env } from "../../../../contracts/env.ts";
import { AppError } from "../../../../contracts/error.ts";
import { changeStore, requireWritableStore, storePathOf } from "../../../../core/auth/keep.ts";
import { type AuthStore, readAuthStore } from "../../../../core/auth/store.ts";
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
  changed: v.boolean(),
  dryRun: v.boolean(),
});
export type OrderResult = v.InferOutput<typeof OrderResult>;

export const ORDER_PROVIDER = {
  provider: { type: "string", kind: "provider", required: true, description: "The provider whose order it is" },
} as const;

type Seen = { setup: Setup; store: AuthStore; provider: string; name: string; result: OrderResult };

/** Reads an agent's order of a provider: `name` is how the store writes the provider. */
export async function readOrder(env: Env, args: { provider: string; agent: string | undefined }): Promise<Seen> {
  const setup = await readSetup(env, KNOWLEDGE, args.agent);
  const { names, agent, places } = setup;
  const provider = names.providers.canonicalId(args.provider);
  requireKnownProvider(createRef(provider, "-"), names);
  const store = await readAuthStore(env, setup, agent);
  const found = Object.entries(store.order).find(([id]) => names.providers.canonicalId(id) === provider);
  const [name, order] = found ?? [provider, undefined];
  const result = {
    agentId: agent.id,
    agentDir: agent.dir,
    provider,
    authStorePath: tilde(store.path, places.home),
    order: order === undefined ? null : [...order],
    changed: false,
    dryRun: false,
  };
  return { setup, store, provider, name, result };
}

/** Writes an order into the agent's own store, or takes it away; nothing where it stands there already. */
export async function writeOrder(
  env: Env,
  { setup, name, result }: Seen,
  order: readonly string[] | null,
  dryRun: boolean,
): Promise<OrderResult> {
  await requireWritableStore(env, setup);
  const isSame = JSON.stringify(result.order) === JSON.stringify(order);
  if (isSame || dryRun) return { ...result, order: order === null ? null : [...order], changed: !isSame, dryRun };
  const edit: Edit =
    order === null ? { kind: "remove", path: ["order", name] } : { kind: "set", path: ["order", name], value: order };
  const { changed } = await changeStore(env, setup.agent, async (content) =>
    order === null && content.order?.[name] === undefined ? [] : [edit],
  );
  if (order === null && !changed) {
    const hint = `change it where it stands: \`openclaw models auth order clear --provider ${name} --agent main\``;
    throw new AppError("usage", `the order is not this agent's own: ${storePathOf(setup.agent)} has none`, hint);
  }
  return { ...result, order: order === null ? null : [...order], changed, dryRun };
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
        `\`openclaw models auth order get --provider ${owner}\``,
      );
    if (ids.indexOf(id) !== at) throw new AppError("usage", `\`${id}\` stands there twice`, "name each profile once");
  }
}

/** The order in force, and what was done. */
export function orderView(
  { agentId, provider, authStorePath, order, changed, dryRun }: OrderResult,
  style: Style,
  verb: string,
): string {
  const rows = [
    ["Agent", agentId],
    ["Provider", provider],
    ["Auth file", authStorePath],
    ["Order override", order === null ? "(none)" : order.join(", ")],
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
