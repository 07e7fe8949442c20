import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "anthropic",
  name: "Anthropic",
  env: ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"],
  baseUrl: "https://api.anthropic.com",
  wire: "anthropic-messages",
  login: [
    { id: "setup-token", label: "Claude setup-token", kind: "token" },
    { id: "oauth", label: "Claude sign-in", kind: "oauth" },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
  modelAliases: {
    "opus-4.5": "claude-opus-4-5",
    "opus-4.6": "claude-opus-4-6",
    "sonnet-4.5": "claude-sonnet-4-5",
  },
  surveyed: true,
});
