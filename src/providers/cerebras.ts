import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "cerebras",
  name: "Cerebras",
  env: ["CEREBRAS_API_KEY"],
  baseUrl: "https://api.cerebras.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://cloud.cerebras.ai" }],
  surveyed: true,
});
