import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "zai",
  name: "Z.AI",
  aliases: ["z.ai", "z-ai"],
  env: ["ZAI_API_KEY", "Z_AI_API_KEY", "ZHIPU_API_KEY"],
  baseUrl: "https://api.z.ai/api/paas/v4",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://z.ai/manage-apikey/apikey-list" }],
  surveyed: true,
});
