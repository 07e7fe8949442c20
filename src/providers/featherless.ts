import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "featherless",
  name: "Featherless AI",
  env: ["FEATHERLESS_API_KEY"],
  baseUrl: "https://api.featherless.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
