import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "qwen",
  name: "Qwen Cloud",
  aliases: ["alibaba", "dashscope"],
  env: ["QWEN_API_KEY", "MODELSTUDIO_API_KEY", "DASHSCOPE_API_KEY"],
  baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "alibaba",
});
