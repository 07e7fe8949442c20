import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "tencent-tokenplan",
  name: "Tencent Token Plan",
  env: ["TOKENPLAN_API_KEY"],
  baseUrl: "https://api.lkeap.cloud.tencent.com/plan/v3",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "tencent-token-plan",
  subscription: true,
});
