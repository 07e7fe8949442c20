import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "openrouter",
  name: "OpenRouter",
  env: ["OPENROUTER_API_KEY"],
  baseUrl: "https://openrouter.ai/api/v1",
  wire: "openai-completions",
  login: [
    {
      id: "oauth",
      label: "OpenRouter sign-in",
      kind: "oauth",
      oauth: {
        token: "https://openrouter.ai/api/v1/auth/keys",
        clientId: [],
        scopes: "",
        body: "json",
        browser: {
          authorize: "https://openrouter.ai/auth",
          redirect: { host: "localhost", port: 0, path: "/callback" },
        },
        lasts: true,
        dialect: "openrouter",
      },
    },
    { id: "api-key", label: "API key", kind: "api-key", page: "https://openrouter.ai/settings/keys" },
  ],
  surveyed: true,
});
