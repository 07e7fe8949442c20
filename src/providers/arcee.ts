import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "arcee",
  name: "Arcee AI",
  env: ["ARCEEAI_API_KEY"],
  baseUrl: "https://api.arcee.ai/api/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
