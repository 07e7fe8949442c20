import { defineProvider } from "../contracts/provider.ts";

const OPENAI = {
  token: "https://auth.openai.com/oauth/token",
  clientId: "app_EMoamEEZ73f0CkXaXp7hrann",
  scopes: "openid profile email offline_access",
  body: "form",
} as const;

export default defineProvider({
  id: "openai-codex",
  name: "OpenAI Codex (ChatGPT plan)",
  env: [],
  baseUrl: "https://chatgpt.com/backend-api",
  wire: "openai-codex-responses",
  login: [
    {
      id: "oauth",
      label: "ChatGPT sign-in",
      kind: "oauth",
      oauth: {
        ...OPENAI,
        browser: {
          authorize: "https://auth.openai.com/oauth/authorize",
          redirect: { host: "localhost", port: 1455, path: "/auth/callback" },
          parameters: { id_token_add_organizations: "true", codex_cli_simplified_flow: "true" },
        },
        dialect: "openai",
      },
    },
    {
      id: "device-code",
      label: "ChatGPT device pairing",
      kind: "device-code",
      oauth: {
        ...OPENAI,
        device: {
          authorize: "https://auth.openai.com/api/accounts/deviceauth/usercode",
          page: "https://auth.openai.com/codex/device",
        },
        dialect: "openai",
      },
    },
  ],
  subscription: true,
  otherPrograms: [
    {
      name: "Codex CLI",
      folder: ".codex",
      folderVariables: { CODEX_HOME: "" },
      files: ["auth.json"],
      type: "oauth",
      at: {
        secret: ["tokens", "access_token"],
        refresh: ["tokens", "refresh_token"],
        identity: ["tokens", "id_token"],
        accountId: ["tokens", "account_id"],
        claims: {
          email: ["https://api.openai.com/profile", "email"],
          accountId: ["https://api.openai.com/auth", "chatgpt_account_id"],
        },
      },
    },
  ],
});
