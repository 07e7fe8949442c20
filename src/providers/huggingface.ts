import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "huggingface",
  name: "Hugging Face",
  env: ["HF_TOKEN", "HUGGINGFACE_HUB_TOKEN"],
  baseUrl: "https://router.huggingface.co/v1",
  wire: "openai-completions",
  login: [
    {
      id: "oauth",
      label: "Hugging Face sign-in",
      kind: "oauth",
      oauth: {
        token: "https://huggingface.co/oauth/token",
        clientId: ["HUGGINGFACE_OAUTH_CLIENT_ID"],
        clientSecret: ["HUGGINGFACE_OAUTH_CLIENT_SECRET"],
        scopes: "openid profile inference-api",
        body: "form",
        browser: {
          authorize: "https://huggingface.co/oauth/authorize",
          redirect: { host: "localhost", port: 0, path: "/callback" },
        },
      },
    },
    { id: "api-key", label: "Access token", kind: "api-key", page: "https://huggingface.co/settings/tokens" },
  ],
});
