import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "lmstudio",
  name: "LM Studio",
  env: ["LM_API_TOKEN", "LMSTUDIO_API_KEY"],
  baseUrl: "http://127.0.0.1:1234/v1",
  wire: "openai-completions",
  login: [{ id: "none", label: "No key needed", kind: "none" }],
});
