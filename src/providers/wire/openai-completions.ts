import type { Question, WireDialect, WireRequest } from "../../contracts/wire.ts";
import { at, bearer, join, PROMPT } from "./common.ts";
import { skillsOf } from "./skills.ts";

function request(question: Question): WireRequest {
  const limit = question.limitField ?? (question.provider === "openai" ? "max_completion_tokens" : "max_tokens");
  return {
    url: join(question.baseUrl, "chat/completions"),
    headers: bearer(question),
    body: { model: question.model, messages: [{ role: "user", content: PROMPT }], [limit]: question.maxTokens },
  };
}

/** OpenAI's older interface, which nearly everybody speaks. */
export const openaiCompletions: WireDialect = {
  request,
  skills: skillsOf(request),
  isAnswer: (body) => typeof at(body, "choices", 0, "message") === "object",
  otherLimitField: "max_completion_tokens",
  list: (question) => ({ url: join(question.baseUrl, "models"), headers: bearer(question) }),
};
