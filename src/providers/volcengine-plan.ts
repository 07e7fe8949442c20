import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "volcengine-plan",
  name: "Volcengine Plan",
  env: ["VOLCANO_ENGINE_API_KEY"],
  baseUrl: "https://ark.cn-beijing.volces.com/api/coding/v3",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "volcengine-coding-plan",
  subscription: true,
});
