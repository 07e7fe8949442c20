import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "byteplus",
  name: "BytePlus",
  env: ["BYTEPLUS_API_KEY"],
  baseUrl: "https://ark.ap-southeast.bytepluses.com/api/v3",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
