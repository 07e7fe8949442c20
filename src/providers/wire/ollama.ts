import type { WireDialect } from "../../contracts/wire.ts";
import { at, bearer, join, PROMPT } from "./common.ts";

/** Ollama's own interface; its OpenAI one stands below `/v1`, which people often leave in the base URL. */
export const ollama: WireDialect = {
  request: (question) => ({
    url: join(question.baseUrl.replace(/\/v1\/*$/, ""), "api/chat"),
    headers: bearer(question),
    body: {
      model: question.model,
      messages: [{ role: "user", content: PROMPT }],
      stream: false,
      options: { num_predict: question.maxTokens },
    },
  }),
  list: (question) => ({ url: join(question.baseUrl.replace(/\/v1\/*$/, ""), "api/tags"), headers: bearer(question) }),
  isAnswer: (body) => typeof at(body, "message") === "object",
};
