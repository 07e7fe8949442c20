import { Secret } from "../../contracts/secret.ts";
import type { WireDialect } from "../../contracts/wire.ts";
import { at } from "./common.ts";
import { openaiCompletions } from "./openai-completions.ts";

const TOKEN_URL = "https://api.github.com/copilot_internal/v2/token";

/** Copilot answers to a token of half an hour, which GitHub gives for a token of its own. */
const { list: _, ...completions } = openaiCompletions;

export const githubCopilot: WireDialect = {
  ...completions,
  exchange: ({ secret }) => ({
    url: TOKEN_URL,
    headers: secret === undefined ? {} : { authorization: `token ${secret.reveal()}` },
  }),
  exchanged(question, body) {
    const token = at(body, "token");
    const endpoint = at(body, "endpoints", "api");
    if (typeof token !== "string") return undefined;
    const baseUrl = typeof endpoint === "string" ? endpoint : question.baseUrl;
    return { ...question, baseUrl, secret: new Secret(token) };
  },
};
