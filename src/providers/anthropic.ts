import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "anthropic",
  name: "Anthropic",
  env: ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"],
  baseUrl: "https://api.anthropic.com",
  wire: "anthropic-messages",
  login: [
    { id: "setup-token", label: "Claude setup-token", kind: "token" },
    {
      id: "oauth",
      label: "Claude sign-in",
      kind: "oauth",
      oauth: {
        token: "https://platform.claude.com/v1/oauth/token",
        clientId: "9d1c250a-e61b-44d9-88ed-5944d1962f5e",
        scopes:
          "org:create_api_key user:profile user:inference user:sessions:claude_code user:mcp_servers user:file_upload",
        body: "json",
        browser: {
          authorize: "https://claude.ai/oauth/authorize",
          redirect: { host: "localhost", port: 53_692, path: "/callback" },
          copyPage: "https://platform.claude.com/oauth/code/callback",
          parameters: { code: "true" },
        },
        dialect: "anthropic",
      },
    },
    { id: "api-key", label: "API key", kind: "api-key", page: "https://platform.claude.com/settings/keys" },
  ],
  modelAliases: {
    "opus-4.5": "claude-opus-4-5",
    "opus-4.6": "claude-opus-4-6",
    "sonnet-4.5": "claude-sonnet-4-5",
  },
  surveyed: true,
  otherPrograms: [
    {
      // The name of its entry in the keychain of macOS, where no file holds it, is "Claude Code-credentials".
      name: "Claude Code",
      folder: ".claude",
      folderVariables: { CLAUDE_CONFIG_DIR: "" },
      files: [".credentials.json"],
      type: "oauth",
      at: {
        secret: ["claudeAiOauth", "accessToken"],
        refresh: ["claudeAiOauth", "refreshToken"],
        expires: ["claudeAiOauth", "expiresAt"],
      },
    },
  ],
});
