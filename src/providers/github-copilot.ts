import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "github-copilot",
  name: "GitHub Copilot",
  env: ["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"],
  baseUrl: "https://api.individual.githubcopilot.com",
  wire: "github-copilot",
  login: [{ id: "device-code", label: "GitHub device code", kind: "device-code" }],
  subscription: true,
  surveyed: true,
});
