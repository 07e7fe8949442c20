import type { Style } from "../../contracts/command.ts";
import type { ExplainResult } from "../../schema/explain.ts";
import { hang } from "../../ui/layout.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { wrap } from "../../ui/text.ts";
import { sourceFacts } from "./credential-rows.ts";

const VIA: Readonly<Record<ExplainResult["via"], string>> = {
  reference: "written as a full reference",
  alias: "an alias",
  configured: "the id of the only configured model that is named so",
  "default-provider": "a model of the default provider",
};

/** How a name resolves, what is known of the model, and every credential with the reason why it is used or not. */
export function explainView(result: ExplainResult, style: Style): string {
  const { input, ref, via, alias, tags, mayBeChosen, agentId, storePath } = result;
  const how = via === "alias" && alias !== null && alias !== input ? `the alias ${alias}` : VIA[via];
  const head = `${style.paint("strong", ref)}${input === ref ? "" : `  ${style.paint("dim", `${input} is ${how}`)}`}`;
  const facts = [
    ["Model", describeModel(result)],
    ["Roles", tags.map(roleOf).filter(Boolean).join(", ") || "none: it is neither a default nor in a list"],
    ["Choice", mayBeChosen ? "may be chosen" : "not in the list of models that may be chosen"],
    ["Agent", `${agentId}, credentials in ${storePath}`],
  ];
  const lines = facts.map(
    ([title, text]) =>
      `${(title ?? "").padEnd(8)}${wrap(text ?? "", Math.max(20, style.width - 8)).join(`\n${" ".repeat(8)}`)}`,
  );
  return `${head}\n\n${lines.join("\n")}\n\n${credential(result, style)}\n`;
}

/** `fallback#2` and `alias:a,b` are for scripts. */
function roleOf(tag: string): string {
  if (tag === "missing") return "";
  return tag
    .replace("img-fallback#", "image fallback ")
    .replace("#", " ")
    .replace("alias:", "alias ")
    .replaceAll(",", ", ");
}

function describeModel({ catalog, near, local }: ExplainResult): string {
  if (catalog === null) return `not in the catalog${near.length === 0 ? "" : `; near to it: ${near.join(", ")}`}`;
  const price = formatPrice(local, catalog.free, catalog.cost);
  return [
    catalog.name,
    catalog.input,
    catalog.contextWindow === null ? "" : `${formatContext(catalog.contextWindow)} context`,
    catalog.maxTokens === null ? "" : `${formatContext(catalog.maxTokens)} output`,
    price.startsWith("$") ? `${price} per million tokens in/out` : price,
    catalog.reasoning ? "reasoning" : "",
    catalog.retired ? "withdrawn by its provider" : catalog.deprecated ? "deprecated" : "",
    catalog.source === "config" ? "described in the config" : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function credential({ credential: { sources, verdict, hint }, provider, local }: ExplainResult, style: Style): string {
  const arrow = hint === null ? "" : `\n${hang(style.paint("dim", "  →"), hint, 4, 4, style)}`;
  if (sources.length === 0) {
    if (local) return style.paint("good", `✓ ${provider} answers on your own network: no key is needed`);
    return `${style.paint("bad", `✗ no credential for ${provider} was found anywhere`)}${arrow}`;
  }
  const isGood = verdict === "ready" || verdict === "expiring";
  const title = isGood
    ? "Credentials, in the order in which they count"
    : style.paint("bad", "Credentials: none can be used as it stands");
  const rows = sources.map((row) => {
    const mark = row.used ? style.paint("good", "✓") : style.paint("dim", "-");
    const name = `${mark} ${row.name}${row.email === undefined ? "" : ` (${row.email})`}`;
    const why = `${row.used ? "used" : "not used"}: ${row.reason}`;
    return `${hang(name, sourceFacts(row), Bun.stringWidth(name) + 2, 4, style)}\n    ${why}`;
  });
  return `${title}\n${rows.join("\n")}${arrow}`;
}
