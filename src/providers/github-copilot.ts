import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "github-copilot",
  name: "GitHub Copilot",
  env: ["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"],
  baseUrl: "https://api.individual.githubcopilot.com",
  wire: "github-copilot",
  login: [
    {
      id: "device-code",
      label: "GitHub device code",
      kind: "device-code",
      profileName: "github",
      oauth: {
        token: "https://github.com/login/oauth/access_token",
        clientId: "Iv1.b507a08c87ecfe98",
        scopes: "read:user",
        body: "form",
        device: { authorize: "https://github.com/login/device/code", page: "https://github.com/login/device" },
        lasts: true,
        dialect: "github",
      },
    },
  ],
  subscription: true,
  surveyed: true,
  otherPrograms: [
    {
      name: "GitHub Copilot's editor plug-in",
      folder: ".config/github-copilot",
      folderVariables: { LOCALAPPDATA: "github-copilot", XDG_CONFIG_HOME: "github-copilot" },
      files: ["apps.json", "hosts.json"],
      type: "token",
      // In `apps.json` the id of the plug-in stands behind the host.
      at: { secret: ["github.com:*", "oauth_token"] },
    },
  ],
});
