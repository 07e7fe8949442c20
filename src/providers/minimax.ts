import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "minimax",
  name: "MiniMax",
  env: ["MINIMAX_API_KEY", "MINIMAX_CODE_PLAN_KEY", "MINIMAX_CODING_API_KEY"],
  baseUrl: "https://api.minimax.io/anthropic",
  wire: "anthropic-messages",
  authHeader: true,
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
