import { defineCommand } from "../../../contracts/command.ts";
import { AGENT } from "../../arguments.ts";
import { EXPIRES, PROVIDER, STORING } from "./arguments.ts";
import { saveCredential, SavedResult, savedView } from "./saved.ts";

export default defineCommand({
  args: { ...PROVIDER, ...STORING, ...EXPIRES, ...AGENT },
  examples: [
    {
      run: "openclaw models auth paste-token --provider anthropic",
      about: "Ask for it without showing it, and store it in the keyring",
    },
    {
      run: "openclaw models auth paste-token --provider anthropic --expires-in 365d",
      about: 'From a script: with `printf %s "$TOKEN" |` in front',
    },
  ],
  result: SavedResult,
  run: (env, args) => saveCredential(env, { ...args, kind: "token" }),
  warnings: ({ warnings }) => warnings,
  human: savedView,
});
