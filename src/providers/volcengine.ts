import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "volcengine",
  name: "Volcengine",
  aliases: ["doubao", "bytedance"],
  env: ["VOLCANO_ENGINE_API_KEY", "ARK_API_KEY"],
  baseUrl: "https://ark.cn-beijing.volces.com/api/v3",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
