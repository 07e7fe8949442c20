import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "moonshot",
  name: "Moonshot AI",
  aliases: ["moonshotai", "moonshot-ai"],
  env: ["MOONSHOT_API_KEY"],
  baseUrl: "https://api.moonshot.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://platform.moonshot.ai/console/api-keys" }],
  catalogId: "moonshotai",
});
