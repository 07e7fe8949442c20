import { Secret } from "../../contracts/secret.ts";
import type { Question, WireDialect } from "../../contracts/wire.ts";
import { httpsAddress } from "../../core/address.ts";
import { at } from "./common.ts";
import { openaiCompletions } from "./openai-completions.ts";

/**
 * What Copilot answers to: the editor for which the client id of the sign-in is registered, as OpenClaw says it too. Without
 * it a good token is refused. Facts: providers.json; versions as in pi-ai (MIT).
 */
const EDITOR = {
  "editor-version": "vscode/1.107.0",
  "editor-plugin-version": "copilot-chat/0.35.0",
  "copilot-integration-id": "vscode-chat",
};

/** Copilot answers to a token of half an hour, which GitHub gives for a token of its own. */
const { list: _, skills: __, ...completions } = openaiCompletions;

export const githubCopilot: WireDialect = {
  ...completions,
  request(question) {
    const plain = completions.request(question);
    return { ...plain, headers: { ...plain.headers, ...EDITOR } };
  },
  exchange: ({ secret, enterpriseHost = "github.com" }) => ({
    url: `https://api.${enterpriseHost}/copilot_internal/v2/token`,
    headers: { ...EDITOR, ...(secret === undefined ? {} : { authorization: `token ${secret.reveal()}` }) },
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
