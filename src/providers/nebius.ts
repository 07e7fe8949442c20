import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "nebius",
  name: "Nebius",
  env: ["NEBIUS_API_KEY"],
  baseUrl: "https://api.tokenfactory.nebius.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
