import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "chutes",
  name: "Chutes",
  env: ["CHUTES_OAUTH_TOKEN", "CHUTES_API_KEY"],
  baseUrl: "https://llm.chutes.ai/v1",
  wire: "openai-completions",
  login: [
    { id: "oauth", label: "Chutes sign-in", kind: "oauth" },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
});
