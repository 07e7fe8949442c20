import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "github-models",
  name: "GitHub Models",
  env: ["GITHUB_TOKEN"],
  baseUrl: "https://models.github.ai/inference",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://github.com/settings/tokens" }],
});
