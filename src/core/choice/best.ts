import type { CatalogRow } from "../../schema/catalog.ts";
import { compareText } from "../compare.ts";

/** How much older than its provider's newest a model may be and still be its best. */
const GENERATION_DAYS = 60;

/**
 * The model that a provider itself would put first: of its newest that can use tools the dearest one, as prices follow what a
 * model can do, and of plans, which tell no prices, the newest. A name that moves on by itself is no choice.
 */
export function bestOf(models: readonly CatalogRow[]): CatalogRow | undefined {
  const offered = models
    .filter(({ retired, deprecated, input }) => !retired && !deprecated && input.includes("text"))
    .filter(({ id }) => !id.endsWith("latest"));
  const withTools = offered.filter(({ tools }) => tools);
  const usable = withTools.length > 0 ? withTools : offered;
  const newest =
    usable
      .map(({ released }) => released)
      .toSorted()
      .at(-1) ?? "";
  const current = usable.filter(({ released }) => daysBetween(released, newest) <= GENERATION_DAYS);
  return [...current].toSorted(
    (a, b) =>
      (b.cost?.output ?? 0) - (a.cost?.output ?? 0) ||
      compareText(b.released, a.released) ||
      Number(b.reasoning) - Number(a.reasoning) ||
      compareText(a.id, b.id),
  )[0];
}

function daysBetween(earlier: string, later: string): number {
  const days = (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
  return Number.isNaN(days) ? 0 : days;
}
