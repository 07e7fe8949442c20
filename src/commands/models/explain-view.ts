import type { Style } from "../../contracts/command.ts";
import type { ExplainResult } from "../../schema/explain.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { wrap } from "../../ui/text.ts";
import { storageName } from "./credential-rows.ts";

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
    ["Roles", tags.filter((tag) => tag !== "missing").join(", ") || "none: the config does not name it"],
    ["Choice", mayBeChosen ? "may be chosen" : "not in the list of models that may be chosen (agents.defaults.models)"],
    ["Agent", `${agentId}, credentials in ${storePath}`],
  ];
  const lines = facts.map(
    ([title, text]) =>
      `${(title ?? "").padEnd(8)}${wrap(text ?? "", Math.max(20, style.width - 8)).join(`\n${" ".repeat(8)}`)}`,
  );
  return `${head}\n\n${lines.join("\n")}\n\n${credential(result, style)}\n`;
}

function describeModel({ catalog, near }: ExplainResult): string {
  if (catalog === null) return `not in the catalog${near.length === 0 ? "" : `; near to it: ${near.join(", ")}`}`;
  const price = formatPrice(false, catalog.free, catalog.cost);
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

function credential({ credential: { sources, verdict }, provider, local }: ExplainResult, style: Style): string {
  if (sources.length === 0) {
    const text = local
      ? `✓ ${provider} answers on your own network: no key is needed`
      : `✗ no credential for ${provider} was found anywhere`;
    return style.paint(local ? "good" : "bad", text);
  }
  const title =
    verdict === "missing" || verdict === "expired"
      ? style.paint("bad", "Credentials: none can be used as it stands")
      : "Credentials, in the order in which they count";
  const rows = sources.map((source) => {
    const state = [source.health, source.masked, source.email, source.storage === "env" ? "env" : storageName(source)]
      .filter(Boolean)
      .join(" · ");
    const mark = source.used ? style.paint("good", "✓") : style.paint("dim", "-");
    return `${mark} ${source.name}  ${style.paint("dim", state)}\n    ${source.used ? "used: " : "not used: "}${source.reason}`;
  });
  return `${title}\n${rows.join("\n")}`;
}
