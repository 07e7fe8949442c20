import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "deepseek",
  name: "DeepSeek",
  env: ["DEEPSEEK_API_KEY"],
  baseUrl: "https://api.deepseek.com",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://platform.deepseek.com/api_keys" }],
});
