import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "baseten",
  name: "Baseten",
  env: ["BASETEN_API_KEY"],
  baseUrl: "https://inference.baseten.co/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://app.baseten.co/settings/api_keys" }],
});
