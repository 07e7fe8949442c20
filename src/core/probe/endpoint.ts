import type { Wire } from "../../contracts/provider.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import type { ConfiguredProvider } from "../../schema/config.ts";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { variable } from "../config/paths.ts";
import type { ProbeContext } from "./context.ts";
import { addressFor, enterpriseHostOf } from "./hosts.ts";

/** Where and how a provider is asked; `missing` says why it cannot be. */
export type Endpoint =
  | {
      dialect: WireDialect;
      limitField: string | undefined;
      question: Pick<Question, "baseUrl" | "isOwnAddress" | "enterpriseHost" | "headers" | "authHeader">;
    }
  | { missing: string };

/** What older configs call a dialect. */
const APIS: Readonly<Record<string, Wire>> = { "openai-codex-responses": "openai-codex-responses" };

type World = Pick<ProbeContext, "config" | "providers" | "variables">;

/** Where a provider answers, and what the config says of it: the config's own address first, then that of the profile. */
export function placeOf(
  provider: string,
  { config, providers, variables }: World,
  profile?: StoredProfile,
): { baseUrl: string; own: ConfiguredProvider | undefined } | { missing: string } {
  const own = Object.entries(config.models?.providers ?? {}).find(
    ([id]) => providers.canonicalId(id) === provider,
  )?.[1];
  const template = own?.baseUrl ?? addressFor(providers.find(provider), profile);
  if (template === undefined) return { missing: "its address is not known: set `baseUrl` in the config" };
  const baseUrl = template.replace("{region}", variable(variables, "AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1");
  if (/[{}]/.test(baseUrl) || !/^https?:\/\//.test(baseUrl))
    return { missing: "its address is incomplete: set `baseUrl` in the config" };
  return { baseUrl, own };
}

/** Finds the dialect and the address in which a provider is asked with a profile, or with another credential, or none. */
export function wireOf(
  provider: string,
  model: string,
  profile: StoredProfile | undefined,
  context: World & Pick<ProbeContext, "wires">,
): Endpoint {
  const place = placeOf(provider, context, profile);
  if ("missing" in place) return place;
  const { own, baseUrl } = place;
  const described = own?.models?.find(({ id }) => id === model);
  const api = described?.api ?? own?.api;
  const builtIn = context.providers.find(provider);
  const name = (api === undefined ? builtIn?.wire : (APIS[api] ?? (api as Wire))) ?? "openai-completions";
  const dialect = context.wires[name];
  if (dialect === undefined) return { missing: `\`${name}\` is not asked by this version` };
  const headers = plainHeaders({ ...own?.headers, ...described?.headers });
  const limitField = described?.compat?.maxTokensField ?? own?.compat?.maxTokensField;
  const question = {
    baseUrl,
    isOwnAddress: own?.baseUrl !== undefined,
    enterpriseHost: enterpriseHostOf(profile),
    headers,
    authHeader: own?.authHeader ?? builtIn?.authHeader ?? false,
  };
  return { dialect, limitField, question };
}

/** Those that the config gives as they are, by their names in lower case. */
export function plainHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [key, value] of Object.entries(headers)) {
    if (typeof value === "string") plain[key.toLowerCase()] = value;
  }
  return plain;
}

/** The headers of a request: ours, the wire's, and last those that the config wants. */
export function headersOf(
  question: Pick<Question, "headers">,
  own: Readonly<Record<string, string>>,
  version: string,
): Record<string, string> {
  return { accept: "application/json", "user-agent": `openclaw/${version}`, ...own, ...question.headers };
}
