import { defineProvider } from "../contracts/provider.ts";

const OWN_PROGRAM = {
  token: "https://huggingface.co/oauth/token",
  clientId: ["HUGGINGFACE_OAUTH_CLIENT_ID"],
  clientSecret: ["HUGGINGFACE_OAUTH_CLIENT_SECRET"],
  scopes: "openid profile inference-api",
  body: "form",
} as const;

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
        ...OWN_PROGRAM,
        browser: {
          authorize: "https://huggingface.co/oauth/authorize",
          redirect: { host: "localhost", port: 0, path: "/callback" },
        },
      },
    },
    {
      id: "device-code",
      label: "Hugging Face device code",
      kind: "device-code",
      oauth: { ...OWN_PROGRAM, device: { authorize: "https://huggingface.co/oauth/device" } },
    },
    { id: "api-key", label: "Access token", kind: "api-key", page: "https://huggingface.co/settings/tokens" },
  ],
});
