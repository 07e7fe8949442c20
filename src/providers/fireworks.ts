import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "fireworks",
  name: "Fireworks",
  aliases: ["fireworks-ai"],
  env: ["FIREWORKS_API_KEY"],
  baseUrl: "https://api.fireworks.ai/inference/v1",
  wire: "openai-completions",
  login: [
    { id: "api-key", label: "API key", kind: "api-key", page: "https://app.fireworks.ai/settings/users/api-keys" },
  ],
  catalogId: "fireworks-ai",
});
