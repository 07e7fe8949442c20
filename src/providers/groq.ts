import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "groq",
  name: "Groq",
  env: ["GROQ_API_KEY"],
  baseUrl: "https://api.groq.com/openai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://console.groq.com/keys" }],
  surveyed: true,
});
