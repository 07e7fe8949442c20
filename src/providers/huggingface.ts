import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "huggingface",
  name: "Hugging Face",
  env: ["HF_TOKEN", "HUGGINGFACE_HUB_TOKEN"],
  baseUrl: "https://router.huggingface.co/v1",
  wire: "openai-completions",
  login: [
    { id: "oauth", label: "Hugging Face sign-in", kind: "oauth" },
    { id: "api-key", label: "Access token", kind: "api-key" },
  ],
});
