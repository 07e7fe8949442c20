import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "xai",
  name: "xAI",
  aliases: ["x-ai"],
  env: ["XAI_API_KEY"],
  baseUrl: "https://api.x.ai/v1",
  wire: "openai-responses",
  login: [
    { id: "api-key", label: "API key", kind: "api-key" },
    { id: "device-code", label: "xAI device code", kind: "device-code" },
  ],
  surveyed: true,
});
