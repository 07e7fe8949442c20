import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "qianfan",
  name: "Qianfan",
  env: ["QIANFAN_API_KEY"],
  baseUrl: "https://qianfan.baidubce.com/v2",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
