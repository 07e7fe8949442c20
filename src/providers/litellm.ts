import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "litellm",
  name: "LiteLLM",
  env: ["LITELLM_API_KEY"],
  baseUrl: "http://127.0.0.1:4000/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
