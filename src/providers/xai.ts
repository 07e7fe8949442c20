import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "xai",
  name: "xAI",
  aliases: ["x-ai"],
  env: ["XAI_API_KEY"],
  baseUrl: "https://api.x.ai/v1",
  wire: "openai-responses",
  login: [
    { id: "api-key", label: "API key", kind: "api-key", page: "https://console.x.ai" },
    {
      id: "device-code",
      label: "xAI device code",
      kind: "device-code",
      oauth: {
        token: "https://auth.x.ai/oauth2/token",
        clientId: "b1a00492-073a-47ea-816f-4c329264a828",
        scopes: "openid profile email offline_access grok-cli:access api:access",
        body: "form",
        device: { authorize: "https://auth.x.ai/oauth2/device/code" },
      },
    },
  ],
  surveyed: true,
});
