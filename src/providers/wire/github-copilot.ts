import { Secret } from "../../contracts/secret.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import { httpsAddress } from "../../core/address.ts";
import { at } from "./common.ts";
import { openaiCompletions } from "./openai-completions.ts";

/** Copilot answers to a token of half an hour, which GitHub gives for a token of its own. */
const { list: _, ...completions } = openaiCompletions;

export const githubCopilot: WireDialect = {
  ...completions,
  exchange: ({ secret, enterpriseHost = "github.com" }) => ({
    url: `https://api.${enterpriseHost}/copilot_internal/v2/token`,
    headers: secret === undefined ? {} : { authorization: `token ${secret.reveal()}` },
  }),
  exchanged(question, body) {
    const token = at(body, "token");
    if (typeof token !== "string") return undefined;
    return { ...question, baseUrl: baseUrlOf(question, at(body, "endpoints", "api")), secret: new Secret(token) };
  },
};

function baseUrlOf({ baseUrl, isOwnAddress, enterpriseHost }: Question, endpoint: unknown): string {
  if (isOwnAddress) return baseUrl;
  const named = typeof endpoint === "string" ? httpsAddress(endpoint) : undefined;
  if (named !== undefined) return named.href;
  return enterpriseHost === undefined ? baseUrl : `https://copilot-api.${enterpriseHost}`;
}
