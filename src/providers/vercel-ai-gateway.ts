import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "vercel-ai-gateway",
  name: "Vercel AI Gateway",
  aliases: ["vercel"],
  env: ["AI_GATEWAY_API_KEY", "VERCEL_OIDC_TOKEN"],
  baseUrl: "https://ai-gateway.vercel.sh/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "vercel",
});
