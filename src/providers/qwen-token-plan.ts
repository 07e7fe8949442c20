import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "qwen-token-plan",
  name: "Qwen Token Plan",
  env: ["QWEN_TOKEN_PLAN_API_KEY"],
  baseUrl: "https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "alibaba-token-plan",
  subscription: true,
});
