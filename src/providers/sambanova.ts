import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "sambanova",
  name: "SambaNova",
  env: ["SAMBANOVA_API_KEY"],
  baseUrl: "https://api.sambanova.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://cloud.sambanova.ai/apis" }],
});
