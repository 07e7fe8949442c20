import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "cloudflare-ai-gateway",
  name: "Cloudflare AI Gateway",
  env: ["CLOUDFLARE_AI_GATEWAY_API_KEY"],
  baseUrl: "https://gateway.ai.cloudflare.com/v1/{account}/{gateway}/{provider}",
  wire: "anthropic-messages",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
