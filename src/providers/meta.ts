import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "meta",
  name: "Meta",
  env: ["MODEL_API_KEY"],
  baseUrl: "https://api.meta.ai/v1",
  wire: "openai-responses",
  login: [
    {
      id: "device-code",
      label: "Meta device code",
      kind: "device-code",
      oauth: {
        token: "https://auth.meta.com/oidc/device/token/",
        clientId: "1031625952748946",
        scopes: "",
        body: "form",
        device: { authorize: "https://auth.meta.com/oidc/device/authorization/" },
        dialect: "meta",
      },
    },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
});
