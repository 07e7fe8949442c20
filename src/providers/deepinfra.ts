import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "deepinfra",
  name: "DeepInfra",
  env: ["DEEPINFRA_API_KEY"],
  baseUrl: "https://api.deepinfra.com/v1/openai",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://deepinfra.com/dash/api_keys" }],
});
