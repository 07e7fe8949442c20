import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "kilocode",
  name: "Kilo Gateway",
  aliases: ["kilo"],
  env: ["KILOCODE_API_KEY"],
  baseUrl: "https://api.kilo.ai/api/gateway",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "kilo",
});
