import type { WireDialect } from "../../contracts/wire.ts";
import { at, bearer, join, PROMPT } from "./common.ts";

/** OpenAI's newer interface. */
export const openaiResponses: WireDialect = {
  request: (question) => ({
    url: join(question.baseUrl, "responses"),
    headers: bearer(question),
    body: { model: question.model, input: PROMPT, max_output_tokens: question.maxTokens, store: false },
  }),
  list: (question) => ({ url: join(question.baseUrl, "models"), headers: bearer(question) }),
  isAnswer: (body) => Array.isArray(at(body, "output")) && at(body, "status") !== "failed",
};
