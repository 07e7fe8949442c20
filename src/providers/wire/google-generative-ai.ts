import type { WireDialect } from "../../contracts/wire.ts";
import { at, join, keyHeader, PROMPT } from "./common.ts";

export const googleGenerativeAi: WireDialect = {
  request: (question) => ({
    url: join(question.baseUrl, `models/${encodeURIComponent(question.model)}:generateContent`),
    headers: keyHeader("x-goog-api-key", question),
    body: {
      contents: [{ role: "user", parts: [{ text: PROMPT }] }],
      generationConfig: { maxOutputTokens: question.maxTokens },
    },
  }),
  list: (question) => ({
    url: join(question.baseUrl, "models?pageSize=1000"),
    headers: keyHeader("x-goog-api-key", question),
  }),
  isAnswer: (body) => typeof at(body, "candidates", 0) === "object",
};
