import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "synthetic",
  name: "Synthetic",
  env: ["SYNTHETIC_API_KEY"],
  baseUrl: "https://api.synthetic.new/openai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  surveyed: true,
});
