import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "kimi-coding",
  name: "Kimi Code",
  aliases: ["kimi", "kimi-code"],
  env: ["KIMI_API_KEY", "KIMICODE_API_KEY"],
  baseUrl: "https://api.kimi.com/coding",
  wire: "anthropic-messages",
  authHeader: true,
  login: [
    {
      id: "device-code",
      label: "Kimi device code",
      kind: "device-code",
      oauth: {
        token: "https://auth.kimi.com/api/oauth/token",
        clientId: "17e5f671-d194-4dfb-9706-5516cb48c098",
        scopes: "",
        body: "form",
        device: { authorize: "https://auth.kimi.com/api/oauth/device_authorization" },
        dialect: "kimi",
      },
    },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
  catalogId: "kimi-code-plan-global",
  subscription: true,
});
