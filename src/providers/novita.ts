import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "novita",
  name: "NovitaAI",
  aliases: ["novita-ai", "novitaai"],
  env: ["NOVITA_API_KEY"],
  baseUrl: "https://api.novita.ai/openai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://novita.ai/settings/key-management" }],
  catalogId: "novita-ai",
});
