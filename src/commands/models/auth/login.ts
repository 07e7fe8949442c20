import { defineCommand } from "../../../contracts/command.ts";
import { LoginResult } from "../../../schema/login.ts";
import { AGENT, OFFLINE } from "../../arguments.ts";
import { PROVIDER, STORING } from "./arguments.ts";
import type { LoggedIn } from "./login-default.ts";
import { logIn } from "./login-run.ts";
import { loginView } from "./login-view.ts";

export default defineCommand({
  args: {
    ...PROVIDER,
    method: { type: "string", kind: "login-method", description: "How to sign in" },
    ...STORING,
    "set-default": { type: "boolean", description: "Make the provider's best model the default" },
    browser: { type: "boolean", negatable: true, description: "Start no browser, only say which page to open" },
    "device-code": {
      type: "boolean",
      description: "Sign in with a code that is typed on any other device",
      excludes: ["method"],
    },
    import: {
      type: "boolean",
      description: "Copy the sign-in of another program: Claude Code, the Codex CLI, …",
      excludes: ["method", "device-code"],
    },
    ...AGENT,
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models auth login", about: "Asks which provider, and how" },
    { run: "openclaw models auth login --provider openai-codex", about: "With the browser of this machine" },
    {
      run: "openclaw models auth login --provider openai-codex --device-code",
      about: "Over SSH: with a code on any other device",
    },
    {
      run: "openclaw models auth login --provider anthropic --method oauth --no-browser",
      about: "Says which page to open; what that ends with is pasted",
    },
    {
      run: "openclaw models auth login --provider openai-codex --import",
      about: "Copies the sign-in of the Codex CLI, for as long as its token lasts",
    },
  ],
  result: LoginResult,
  run: (env, args): Promise<LoggedIn> => logIn(env, args),
  warnings: ({ warnings }) => warnings,
  human: (result, style) => loginView(result, style),
  failure: ({ failure }) => failure,
});
