import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "qwen-portal",
  name: "Qwen Portal",
  aliases: ["qwen-oauth"],
  env: ["QWEN_OAUTH_TOKEN", "QWEN_PORTAL_API_KEY"],
  baseUrl: "https://portal.qwen.ai/v1",
  wire: "openai-completions",
  login: [
    {
      id: "device-code",
      label: "Qwen device code",
      kind: "device-code",
      oauth: {
        token: "https://chat.qwen.ai/api/v1/oauth2/token",
        clientId: "f0304373b74a44d2b584a3fb70ca9e56",
        scopes: "openid profile email model.completion",
        body: "form",
        device: { authorize: "https://chat.qwen.ai/api/v1/oauth2/device/code", usesPkce: true },
        dialect: "qwen",
      },
    },
  ],
  subscription: true,
  otherPrograms: [
    {
      name: "Qwen Code",
      folder: ".qwen",
      files: ["oauth_creds.json"],
      type: "oauth",
      at: {
        secret: ["access_token"],
        refresh: ["refresh_token"],
        expires: ["expiry_date"],
        resourceUrl: ["resource_url"],
      },
    },
  ],
});
