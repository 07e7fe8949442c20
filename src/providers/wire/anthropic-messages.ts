import type { WireDialect } from "../../contracts/wire.ts";
import { at, bearer, join, keyHeader, PROMPT } from "./common.ts";

/** What Anthropic wants of a token that was made for Claude's own programs. Facts: OpenClaw 2026.2.6-3 §7. */
const OAUTH_BETA = "oauth-2025-04-20";
const OAUTH_SYSTEM = "You are Claude Code, Anthropic's official CLI for Claude.";

export const anthropicMessages: WireDialect = {
  request(question) {
    const isOAuth = question.secret?.reveal().startsWith("sk-ant-oat") === true;
    return {
      url: join(question.baseUrl, "v1/messages"),
      headers: {
        "anthropic-version": "2023-06-01",
        ...(isOAuth ? { ...bearer(question), "anthropic-beta": OAUTH_BETA } : keyHeader("x-api-key", question)),
      },
      body: {
        model: question.model,
        max_tokens: question.maxTokens,
        ...(isOAuth ? { system: OAUTH_SYSTEM } : {}),
        messages: [{ role: "user", content: PROMPT }],
      },
    };
  },
  isAnswer: (body) => at(body, "type") === "message" && Array.isArray(at(body, "content")),
};
