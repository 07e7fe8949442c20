import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "google-gemini-cli",
  name: "Google Gemini CLI",
  env: [],
  baseUrl: "https://cloudcode-pa.googleapis.com",
  wire: "google-code-assist",
  login: [
    {
      id: "oauth",
      label: "Google sign-in",
      kind: "oauth",
      unsupported: "Google lets only the Gemini CLI itself sign in to it",
    },
  ],
  subscription: true,
  otherPrograms: [
    {
      name: "Gemini CLI",
      folder: ".gemini",
      files: ["oauth_creds.json"],
      type: "oauth",
      at: { secret: ["access_token"], refresh: ["refresh_token"], expires: ["expiry_date"], identity: ["id_token"] },
    },
  ],
});
