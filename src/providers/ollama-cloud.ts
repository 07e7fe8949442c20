import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "ollama-cloud",
  name: "Ollama Cloud",
  env: ["OLLAMA_API_KEY"],
  baseUrl: "https://ollama.com",
  wire: "ollama",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://ollama.com/settings/keys" }],
});
