import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "opencode",
  name: "OpenCode Zen",
  aliases: ["opencode-zen"],
  env: ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"],
  baseUrl: "https://opencode.ai/zen/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://opencode.ai/auth" }],
});
