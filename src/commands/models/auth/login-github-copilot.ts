import { defineCommand } from "../../../contracts/command.ts";
import { LoginResult } from "../../../schema/login.ts";
import { AGENT, OFFLINE } from "../../arguments.ts";
import { STORING } from "./arguments.ts";
import type { LoggedIn } from "./login-default.ts";
import { logIn } from "./login-run.ts";
import { loginView } from "./login-view.ts";

export default defineCommand({
  args: {
    ...STORING,
    browser: { type: "boolean", negatable: true, description: "Start no browser, only say which page to open" },
    yes: { type: "boolean", description: "Accepted for compatibility with OpenClaw; nothing is asked" },
    ...AGENT,
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models auth login-github-copilot", about: "With a code that is typed at github.com" },
    {
      run: "openclaw models auth login-github-copilot --profile-id github-copilot:work",
      about: "A second account beside the first",
    },
  ],
  result: LoginResult,
  run: (env, args): Promise<LoggedIn> =>
    logIn(env, {
      ...args,
      provider: "github-copilot",
      method: undefined,
      deviceCode: true,
      setDefault: false,
      import: false,
    }),
  warnings: ({ warnings }) => warnings,
  human: (result, style) => loginView(result, style),
  failure: ({ failure }) => failure,
});
