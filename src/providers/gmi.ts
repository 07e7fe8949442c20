import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "gmi",
  name: "GMI Cloud",
  aliases: ["gmi-cloud", "gmicloud"],
  env: ["GMI_API_KEY"],
  baseUrl: "https://api.gmi-serving.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "gmicloud",
});
