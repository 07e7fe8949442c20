import { defineCommand } from "../../../contracts/command.ts";
import { AGENT } from "../../arguments.ts";
import { EXPIRES, PROVIDER, STORING } from "./arguments.ts";
import { saveCredential, SavedResult, savedView } from "./saved.ts";

export default defineCommand({
  args: {
    ...PROVIDER,
    ...STORING,
    ...EXPIRES,
    yes: { type: "boolean", description: "Accepted for compatibility with OpenClaw; nothing is asked" },
    ...AGENT,
  },
  examples: [
    {
      run: "openclaw models auth setup-token",
      about: "Ask for what `claude setup-token` printed, and store it in the keyring",
    },
    { run: "openclaw models auth setup-token --expires-in 365d", about: "From a file: add `< token.txt`" },
  ],
  result: SavedResult,
  run: (env, args) => saveCredential(env, { ...args, kind: "setup-token" }),
  warnings: ({ warnings }) => warnings,
  human: savedView,
});
