import type { Wire } from "../../contracts/provider.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import { variable } from "../config/paths.ts";
import type { ProbeContext } from "./context.ts";

/** Where and how a provider is asked; `missing` says why it cannot be. */
export type Endpoint =
  | {
      dialect: WireDialect;
      limitField: string | undefined;
      question: Pick<Question, "baseUrl" | "headers" | "authHeader">;
    }
  | { missing: string };

/** What older configs call a dialect. */
const APIS: Readonly<Record<string, Wire>> = { "openai-codex-responses": "openai-codex-responses" };

/** Finds the dialect and the address of a provider: the config's own first, then what is built in. */
export function wireOf(
  provider: string,
  model: string,
  { config, providers, wires, variables }: Pick<ProbeContext, "config" | "providers" | "wires" | "variables">,
): Endpoint {
  const builtIn = providers.find(provider);
  const own = Object.entries(config.models?.providers ?? {}).find(
    ([id]) => providers.canonicalId(id) === provider,
  )?.[1];
  const described = own?.models?.find(({ id }) => id === model);
  const api = described?.api ?? own?.api;
  const name = (api === undefined ? builtIn?.wire : (APIS[api] ?? (api as Wire))) ?? "openai-completions";
  const dialect = wires[name];
  const template = own?.baseUrl ?? builtIn?.baseUrl;
  if (template === undefined) return { missing: "its address is not known: set `baseUrl` in the config" };
  if (dialect === undefined) return { missing: `\`${name}\` is not asked by this version` };
  const baseUrl = template.replace("{region}", variable(variables, "AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1");
  if (/[{}]/.test(baseUrl) || !/^https?:\/\//.test(baseUrl))
    return { missing: "its address is incomplete: set `baseUrl` in the config" };
  const headers: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...own?.headers, ...described?.headers })) {
    if (typeof value === "string") headers[key.toLowerCase()] = value;
  }
  const limitField = described?.compat?.maxTokensField ?? own?.compat?.maxTokensField;
  return { dialect, limitField, question: { baseUrl, headers, authHeader: own?.authHeader === true } };
}

/** The headers of a request: ours, the wire's, and last those that the config wants. */
export function headersOf(
  question: Question,
  own: Readonly<Record<string, string>>,
  version: string,
): Record<string, string> {
  return { accept: "application/json", "user-agent": `openclaw/${version}`, ...own, ...question.headers };
}
