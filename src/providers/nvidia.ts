import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "nvidia",
  name: "NVIDIA",
  env: ["NVIDIA_API_KEY"],
  baseUrl: "https://integrate.api.nvidia.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://build.nvidia.com/settings/api-keys" }],
});
