import type { CatalogRow } from "../../schema/catalog.ts";
import { aliasesOf } from "../models/aliases.ts";
import { chainOf } from "../models/choice.ts";
import { createRef, parseRef, type Ref } from "../models/ref.ts";
import type { Setup } from "../setup.ts";

/** Which models of a provider can be asked: those of the config, in the order in which they answer; else a cheap one. */
export function canonicalRefs(
  { choice, config, names }: Setup,
  provider: string,
): { configured: Ref[]; cheapest: Ref | undefined } {
  const texts = [
    ...aliasesOf(config).map(({ target }) => target),
    ...Object.keys(config.agents?.defaults?.models ?? {}),
  ];
  const refs = [
    ...chainOf(choice)
      .filter(({ via }) => via !== "unresolved")
      .map(({ ref }) => ref),
    ...texts.flatMap((text) => parseRef(text, names.providers) ?? []),
  ];
  const own = refs.filter((ref) => ref.provider === provider);
  const configured = [...new Map(own.map((ref) => [ref.key, ref])).values()];
  const described = config.models?.providers?.[provider]?.models?.[0];
  if (described !== undefined && configured.length === 0) configured.push(createRef(provider, described.id));
  return { configured, cheapest: cheapest(names.registry.ofProvider(provider)) };
}

/** The cheapest model that answers in text and is still offered; free ones first, the newer of two alike. */
function cheapest(rows: readonly CatalogRow[]): Ref | undefined {
  const suitable = rows.filter(
    ({ retired, deprecated, input, id }) => !retired && !deprecated && input.includes("text") && !ODD.test(id),
  );
  const priced = suitable.toSorted((a, b) => priceOf(a) - priceOf(b) || (a.released < b.released ? 1 : -1));
  const [first] = priced;
  return first === undefined ? undefined : createRef(first.provider, first.id);
}

/** Names of models that answer no prompt. */
const ODD = /embed|whisper|tts|audio|image|rerank|moderation|transcri|ocr|guard|lyria|veo|orpheus/i;

function priceOf({ cost }: CatalogRow): number {
  return cost === null ? Number.MAX_VALUE : cost.input + cost.output;
}
