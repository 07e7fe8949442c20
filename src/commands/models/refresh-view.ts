import type { Style } from "../../contracts/command.ts";
import type { CatalogState, ConfiguredChange, RefreshResult } from "../../schema/refresh.ts";
import { formatDate } from "../../ui/date.ts";
import { hang } from "../../ui/layout.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { count } from "../../ui/text.ts";

type Cost = NonNullable<ConfiguredChange["price"]>["after"];

/** The catalog in use, the one before, and what is new for the models of the config. */
export function refreshView(result: RefreshResult, style: Style): string {
  const { refreshed, source, before, after, added, removed, changed, configured } = result;
  const dim = (text: string) => `  ${style.paint("dim", text)}\n`;
  const amount = `${count(after.models, "model")} of ${count(after.providers, "provider")}`;
  if (!refreshed) return `The catalog of ${dayOf(after)} stays in use\n${dim(amount)}`;
  const done = style.paint("good", "✓");
  if (added + removed + changed === 0) {
    return `${done} Nothing new: ${source} says today what the catalog of ${dayOf(before)} said\n${dim(amount)}`;
  }
  const head = `${done} The catalog is of ${dayOf(after)} now, from ${source}\n`;
  const amounts = `${amount}: ${added} added, ${removed} withdrawn, ${changed} described otherwise`;
  return `${head}${dim(`was of ${dayOf(before)}`)}${dim(amounts)}\n${configuredView(configured, style)}`;
}

/** What a source says too little of, however much that is, in one sentence. */
export function incompleteText({ source, incomplete }: RefreshResult): string[] {
  if (incomplete.length === 0) return [];
  const names = incomplete.slice(0, 3).map(({ provider }) => provider);
  const more = incomplete.length - names.length;
  const whose = [...names, ...(more === 0 ? [] : [`${more} more`])].join(", ");
  const kept = incomplete.reduce((sum, provider) => sum + provider.kept, 0);
  return [`${source} lists less than half of the models of ${whose}: the other ${kept} stay`];
}

const dayOf = ({ fetchedAt, builtIn }: CatalogState) => formatDate(fetchedAt) + (builtIn ? " (built in)" : "");

function configuredView(changes: readonly ConfiguredChange[], style: Style): string {
  if (changes.length === 0) return "None of your models costs or holds anything else, or was withdrawn\n";
  const column = 2 + Math.max(...changes.map(({ ref }) => Bun.stringWidth(ref)));
  const rows = changes.map((change) => {
    const tone = change.status === "withdrawn" ? "bad" : "strong";
    return `${hang(change.ref, factsOf(change).join(", "), column, 2, style, tone)}\n`;
  });
  return `${style.paint("strong", "Your models")}\n${rows.join("")}`;
}

function factsOf({ status, price, contextWindow }: ConfiguredChange): string[] {
  if (status === "withdrawn") return ["withdrawn by its provider; see `openclaw models status`"];
  const now = status === "added" ? ["new in the catalog"] : status === "returned" ? ["offered again"] : [];
  const of = <T>({ before, after }: { before: T; after: T }, format: (value: T) => string) =>
    status === "added" ? format(after) : `${format(before)} → ${format(after)}`;
  return [
    ...now,
    ...(price === null ? [] : [`price ${of(price, priceOf)}`]),
    ...(contextWindow === null ? [] : [`context ${of(contextWindow, contextOf)}`]),
  ];
}

const priceOf = (cost: Cost) => (cost === null ? "unknown" : formatPrice(false, false, cost) || "$0/$0");
const contextOf = (tokens: number | null) => (tokens === null ? "unknown" : formatContext(tokens));

/** A change of a configured model a line: the model, what changed, what it was and what it is. */
export function plainChanges({ configured }: RefreshResult): string[] {
  const number = (value: number | null) => (value === null ? "-" : `${value}`);
  const dollars = (cost: Cost) => (cost === null ? "-" : `${cost.input}/${cost.output}`);
  return configured.flatMap(({ ref, status, price, contextWindow }) => [
    ...(status === "kept" ? [] : [`${ref} ${status} - -`]),
    ...(price === null ? [] : [`${ref} price ${dollars(price.before)} ${dollars(price.after)}`]),
    ...(contextWindow === null
      ? []
      : [`${ref} context ${number(contextWindow.before)} ${number(contextWindow.after)}`]),
  ]);
}
