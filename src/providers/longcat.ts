import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "longcat",
  name: "LongCat",
  env: ["LONGCAT_API_KEY"],
  baseUrl: "https://api.longcat.chat/openai",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
