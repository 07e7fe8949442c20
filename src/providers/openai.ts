import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "openai",
  name: "OpenAI",
  env: ["OPENAI_API_KEY"],
  baseUrl: "https://api.openai.com/v1",
  wire: "openai-responses",
  login: [
    { id: "api-key", label: "API key", kind: "api-key", page: "https://platform.openai.com/api-keys" },
    {
      id: "chatgpt",
      label: "ChatGPT for agent hosts",
      kind: "oauth",
      unsupported: "it is for hosts that OpenAI has registered; sign in to openai-codex instead",
    },
  ],
  surveyed: true,
  otherPrograms: [
    {
      name: "Codex CLI",
      folder: ".codex",
      folderVariables: { CODEX_HOME: "" },
      files: ["auth.json"],
      type: "api_key",
      at: { secret: ["OPENAI_API_KEY"] },
    },
  ],
});
