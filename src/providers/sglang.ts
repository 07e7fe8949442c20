import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "sglang",
  name: "SGLang",
  env: ["SGLANG_API_KEY"],
  baseUrl: "http://127.0.0.1:30000/v1",
  wire: "openai-completions",
  login: [{ id: "none", label: "No key needed", kind: "none" }],
});
