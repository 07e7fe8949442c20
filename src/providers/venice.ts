import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "venice",
  name: "Venice",
  env: ["VENICE_API_KEY"],
  baseUrl: "https://api.venice.ai/api/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://venice.ai/settings/api" }],
});
