import { defineProvider } from "../contracts/provider.ts";

const MINIMAX = {
  clientId: "78257093-7e40-4613-99e0-527b14b39113",
  scopes: "group_id profile model.completion",
  body: "form",
  dialect: "minimax",
} as const;

export default defineProvider({
  id: "minimax-portal",
  name: "MiniMax Portal",
  env: ["MINIMAX_OAUTH_TOKEN", "MINIMAX_API_KEY"],
  baseUrl: "https://api.minimax.io/anthropic",
  wire: "anthropic-messages",
  authHeader: true,
  login: [
    {
      id: "device-code",
      label: "MiniMax device code",
      kind: "device-code",
      oauth: {
        ...MINIMAX,
        token: "https://account.minimax.io/oauth2/token",
        device: { authorize: "https://account.minimax.io/oauth2/device/code", usesPkce: true },
      },
    },
    {
      id: "device-code-cn",
      label: "MiniMax device code (China)",
      kind: "device-code",
      baseUrl: "https://api.minimaxi.com/anthropic",
      oauth: {
        ...MINIMAX,
        token: "https://account.minimaxi.com/oauth2/token",
        device: { authorize: "https://account.minimaxi.com/oauth2/device/code", usesPkce: true },
      },
    },
  ],
  subscription: true,
  otherPrograms: [
    {
      name: "MiniMax CLI",
      folder: ".minimax",
      files: ["oauth_creds.json"],
      type: "oauth",
      at: { secret: ["access_token"], refresh: ["refresh_token"], expires: ["expiry_date"] },
    },
  ],
});
