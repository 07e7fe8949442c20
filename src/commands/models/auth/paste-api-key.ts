import { defineCommand } from "../../../contracts/command.ts";
import { AGENT } from "../../arguments.ts";
import { PROVIDER, STORING } from "./arguments.ts";
import { saveCredential, SavedResult, savedView } from "./saved.ts";

export default defineCommand({
  args: { ...PROVIDER, ...STORING, ...AGENT },
  examples: [
    {
      run: "openclaw models auth paste-api-key --provider openai",
      about: "Ask for it without showing it, and store it in the keyring",
    },
    {
      run: "openclaw models auth paste-api-key --provider groq --profile-id groq:work",
      about: "From a file: add `< key.txt`",
    },
  ],
  result: SavedResult,
  run: (env, args) => saveCredential(env, { ...args, kind: "api-key" }),
  warnings: ({ warnings }) => warnings,
  human: savedView,
});
