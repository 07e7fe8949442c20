import { expect, test } from "bun:test";
import { loginCommand, type LoginOptions } from "./command.ts";

test.each<[string, LoginOptions, string]>([
  ["groq", {}, ""],
  ["groq", { browser: true, replace: false, method: undefined }, ""],
  ["my own", {}, ""],
  ["groq", { method: "oauth", browser: false, store: "file" }, " --method oauth --no-browser --store file"],
  ["groq", { deviceCode: true, agent: "work" }, " --device-code --agent work"],
  [
    "groq",
    { import: true, profileId: "groq:a b", replace: true, setDefault: true },
    " --import --profile-id 'groq:a b' --replace --set-default",
  ],
])("a sign-in to %s with %j is started by what its user has said", (provider, options, words) => {
  const name = provider.includes(" ") ? `'${provider}'` : provider;
  expect(loginCommand({ provider, options })).toBe(`\`openclaw models auth login --provider ${name}${words}\``);
});
