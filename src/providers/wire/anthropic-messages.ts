import type { Question, WireDialect } from "../../contracts/wire.ts";
import { at, bearer, join, keyHeader, PROMPT } from "./common.ts";

/** What Anthropic wants of a token that was made for Claude's own programs. Facts: OpenClaw 2026.2.6-3 §7. */
const OAUTH_BETA = "oauth-2025-04-20";
const OAUTH_SYSTEM = "You are Claude Code, Anthropic's official CLI for Claude.";

const isOAuth = ({ secret }: Question) => secret?.reveal().startsWith("sk-ant-oat") === true;

const headersOf = (question: Question) => ({
  "anthropic-version": "2023-06-01",
  ...(isOAuth(question) ? { ...bearer(question), "anthropic-beta": OAUTH_BETA } : keyHeader("x-api-key", question)),
});

export const anthropicMessages: WireDialect = {
  list: (question) => ({ url: join(question.baseUrl, "v1/models?limit=1000"), headers: headersOf(question) }),
  request(question) {
    return {
      url: join(question.baseUrl, "v1/messages"),
      headers: headersOf(question),
      body: {
        model: question.model,
        max_tokens: question.maxTokens,
        ...(isOAuth(question) ? { system: OAUTH_SYSTEM } : {}),
        messages: [{ role: "user", content: PROMPT }],
      },
    };
  },
  isAnswer: (body) => at(body, "type") === "message" && Array.isArray(at(body, "content")),
};
