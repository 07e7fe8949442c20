import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "perplexity",
  name: "Perplexity",
  env: ["PERPLEXITY_API_KEY"],
  baseUrl: "https://api.perplexity.ai",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://www.perplexity.ai/settings/api" }],
});
