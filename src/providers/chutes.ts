import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "chutes",
  name: "Chutes",
  env: ["CHUTES_OAUTH_TOKEN", "CHUTES_API_KEY"],
  baseUrl: "https://llm.chutes.ai/v1",
  wire: "openai-completions",
  login: [
    {
      id: "oauth",
      label: "Chutes sign-in",
      kind: "oauth",
      oauth: {
        token: "https://api.chutes.ai/idp/token",
        clientId: ["CHUTES_OAUTH_CLIENT_ID"],
        clientSecret: ["CHUTES_OAUTH_CLIENT_SECRET"],
        scopes: "openid profile chutes:invoke",
        body: "form",
        browser: {
          authorize: "https://api.chutes.ai/idp/authorize",
          redirect: { host: "localhost", port: 0, path: "/callback" },
        },
      },
    },
    { id: "api-key", label: "API key", kind: "api-key" },
  ],
});
