import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "openai-codex",
  name: "OpenAI Codex (ChatGPT plan)",
  env: [],
  baseUrl: "https://chatgpt.com/backend-api",
  wire: "openai-codex-responses",
  login: [
    { id: "oauth", label: "ChatGPT sign-in", kind: "oauth" },
    { id: "device-code", label: "ChatGPT device pairing", kind: "device-code" },
  ],
  subscription: true,
});
