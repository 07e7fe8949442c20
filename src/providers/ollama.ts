import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "ollama",
  name: "Ollama",
  env: ["OLLAMA_API_KEY"],
  baseUrl: "http://127.0.0.1:11434",
  wire: "ollama",
  login: [{ id: "none", label: "No key needed", kind: "none" }],
});
