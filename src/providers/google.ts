import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "google",
  name: "Google AI Studio",
  aliases: ["gemini"],
  env: ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"],
  baseUrl: "https://generativelanguage.googleapis.com/v1beta",
  wire: "google-generative-ai",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://aistudio.google.com/apikey" }],
  modelAliases: {
    "gemini-3-pro": "gemini-3-pro-preview",
    "gemini-3-flash": "gemini-3-flash-preview",
  },
  surveyed: true,
});
