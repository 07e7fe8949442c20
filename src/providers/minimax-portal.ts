import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "minimax-portal",
  name: "MiniMax Portal",
  env: ["MINIMAX_OAUTH_TOKEN", "MINIMAX_API_KEY"],
  baseUrl: "https://api.minimax.io/anthropic",
  wire: "anthropic-messages",
  login: [{ id: "device-code", label: "MiniMax device code", kind: "device-code" }],
  subscription: true,
});
