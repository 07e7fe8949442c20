import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "google-antigravity",
  name: "Google Antigravity",
  aliases: ["antigravity"],
  env: [],
  wire: "google-code-assist",
  login: [
    {
      id: "oauth",
      label: "Google sign-in",
      kind: "oauth",
      unsupported: "Google lets only Antigravity itself sign in to it",
    },
  ],
  subscription: true,
});
