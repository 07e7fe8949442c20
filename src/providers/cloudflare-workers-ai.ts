import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "cloudflare-workers-ai",
  name: "Cloudflare Workers AI",
  env: ["CLOUDFLARE_API_KEY", "CLOUDFLARE_API_TOKEN"],
  baseUrl: "https://api.cloudflare.com/client/v4/accounts/{account}/ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
