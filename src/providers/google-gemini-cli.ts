import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "google-gemini-cli",
  name: "Google Gemini CLI",
  env: [],
  baseUrl: "https://cloudcode-pa.googleapis.com",
  wire: "google-code-assist",
  login: [{ id: "oauth", label: "Google sign-in", kind: "oauth" }],
  subscription: true,
});
