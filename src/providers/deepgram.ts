import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "deepgram",
  name: "Deepgram",
  env: ["DEEPGRAM_API_KEY"],
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://console.deepgram.com" }],
});
