import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "vllm",
  name: "vLLM",
  env: ["VLLM_API_KEY"],
  baseUrl: "http://127.0.0.1:8000/v1",
  wire: "openai-completions",
  login: [{ id: "none", label: "No key needed", kind: "none" }],
});
