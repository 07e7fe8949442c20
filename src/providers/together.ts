import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "together",
  name: "Together AI",
  aliases: ["togetherai"],
  env: ["TOGETHER_API_KEY"],
  baseUrl: "https://api.together.xyz/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://api.together.ai/settings/api-keys" }],
  catalogId: "togetherai",
});
