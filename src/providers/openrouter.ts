import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "openrouter",
  name: "OpenRouter",
  env: ["OPENROUTER_API_KEY"],
  baseUrl: "https://openrouter.ai/api/v1",
  wire: "openai-completions",
  login: [
    { id: "oauth", label: "OpenRouter sign-in", kind: "oauth" },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
  surveyed: true,
});
