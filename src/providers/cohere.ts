import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "cohere",
  name: "Cohere",
  env: ["COHERE_API_KEY"],
  baseUrl: "https://api.cohere.ai/compatibility/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://dashboard.cohere.com/api-keys" }],
});
