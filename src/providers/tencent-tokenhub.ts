import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "tencent-tokenhub",
  name: "Tencent TokenHub",
  env: ["TOKENHUB_API_KEY"],
  baseUrl: "https://tokenhub.tencentmaas.com/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
