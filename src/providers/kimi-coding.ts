import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "kimi-coding",
  name: "Kimi Code",
  aliases: ["kimi", "kimi-code"],
  env: ["KIMI_API_KEY", "KIMICODE_API_KEY"],
  baseUrl: "https://api.kimi.com/coding",
  wire: "anthropic-messages",
  login: [
    { id: "device-code", label: "Kimi device code", kind: "device-code" },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
  catalogId: "kimi-code-plan-global",
  subscription: true,
});
