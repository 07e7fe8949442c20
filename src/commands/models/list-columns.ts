import type { Style } from "../../contracts/command.ts";
import type { ListRow } from "../../schema/list.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import type { Column } from "../../ui/table.ts";

/** The columns of `models list`. */
export function columnsOf(models: readonly ListRow[], style: Style): Column[] {
  const yes = style.paint("good", "yes");
  // Painted once: thousands of rows share them.
  const places: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(PLACES).map(([store, word]) => [store, style.paint("good", word)]),
  );
  const no = style.paint("bad", "no");
  const old = style.paint("bad", "expired");
  const isGood = (health: string) => health !== "expired" && health !== "missing";
  return [
    { title: "Model", cells: models.map(({ key }) => key), shrinkTo: 32 },
    { title: "Input", cells: models.map(({ input }) => input), expendable: 1 },
    {
      title: "Context",
      cells: models.map(({ contextWindow }) => (contextWindow === null ? "-" : formatContext(contextWindow))),
      align: "right",
      expendable: 3,
    },
    {
      title: "Price",
      cells: models.map(({ local, free, cost }) => formatPrice(local === true, free, cost) || "-"),
      expendable: 2,
    },
    {
      title: "Key",
      cells: models.map(({ missing, local, health, store }) => {
        if (missing) return "-";
        return local || isGood(health) ? (places[store ?? "ambient"] ?? yes) : health === "expired" ? old : no;
      }),
    },
    {
      title: "Tags",
      cells: models.map(({ tags, retired }) => (retired ? [...tags, "withdrawn"] : tags).join(",")),
      shrinkTo: 9,
    },
  ];
}

/** Where a key stands, in a word; beside these it is simply there. */
const PLACES: Readonly<Record<string, string>> = {
  keyring: "keyring",
  file: "file",
  database: "database",
  env: "env",
  dotenv: ".env",
  config: "config",
};
