import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "xiaomi",
  name: "Xiaomi",
  env: ["XIAOMI_API_KEY"],
  baseUrl: "https://api.xiaomimimo.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
