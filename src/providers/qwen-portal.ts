import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "qwen-portal",
  name: "Qwen Portal",
  aliases: ["qwen-oauth"],
  env: ["QWEN_OAUTH_TOKEN", "QWEN_PORTAL_API_KEY"],
  baseUrl: "https://portal.qwen.ai/v1",
  wire: "openai-completions",
  login: [{ id: "device-code", label: "Qwen device code", kind: "device-code" }],
  subscription: true,
});
