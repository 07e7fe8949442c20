import type { WireDialect } from "../../contracts/wire.ts";
import { at, bearer, join, PROMPT } from "./common.ts";

/** Bedrock with an API key of its own; what is signed with AWS credentials is not asked. */
export const bedrock: WireDialect = {
  request: (question) => ({
    url: join(question.baseUrl, `model/${encodeURIComponent(question.model)}/converse`),
    headers: bearer(question),
    body: {
      messages: [{ role: "user", content: [{ text: PROMPT }] }],
      inferenceConfig: { maxTokens: question.maxTokens },
    },
  }),
  isAnswer: (body) => typeof at(body, "output", "message") === "object",
};
