import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "xiaomi-token-plan",
  name: "Xiaomi Token Plan",
  env: ["XIAOMI_TOKEN_PLAN_API_KEY"],
  baseUrl: "https://token-plan-sgp.xiaomimimo.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "xiaomi-token-plan-sgp",
  subscription: true,
});
