import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "mistral",
  name: "Mistral",
  env: ["MISTRAL_API_KEY"],
  baseUrl: "https://api.mistral.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://console.mistral.ai/api-keys" }],
  surveyed: true,
});
