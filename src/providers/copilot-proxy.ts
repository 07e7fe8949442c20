import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "copilot-proxy",
  name: "Copilot Proxy",
  env: [],
  baseUrl: "http://127.0.0.1:3000/v1",
  wire: "openai-completions",
  login: [{ id: "none", label: "No key needed", kind: "none" }],
  subscription: true,
});
