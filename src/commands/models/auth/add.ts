import { defineCommand } from "../../../contracts/command.ts";
import { AppError } from "../../../contracts/error.ts";
import { readSetup } from "../../../core/setup.ts";
import { AGENT } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { PROVIDER, STORING } from "./arguments.ts";
import { chooseProvider, saveCredential, SavedResult, savedView, type Wanted } from "./saved.ts";

const DAY_MS = 86_400_000;

export default defineCommand({
  args: { ...PROVIDER, ...STORING, ...AGENT },
  examples: [
    { run: "openclaw models auth add", about: "Asks for everything, one thing after the other" },
    { run: "openclaw models auth add --provider groq --profile-id groq:work", about: "What is named is not asked" },
  ],
  result: SavedResult,
  async run(env, args) {
    if (!env.person.isThere)
      throw new AppError(
        "usage",
        "`openclaw models auth add` asks, and nobody is there",
        'pipe it in: `printf %s "$KEY" | openclaw models auth paste-api-key --provider openai`',
      );
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const provider = await chooseProvider(env, setup, { kind: "token", provider: args.provider });
    const answer = await env.person.choose("What do you have?", [
      { value: "api-key", label: "An API key" },
      ...(provider === "anthropic"
        ? [{ value: "setup-token", label: "A setup-token", hint: "from `claude setup-token`" }]
        : []),
      { value: "token", label: "A token" },
    ]);
    const kind = answer as Wanted["kind"];
    const proposal = `${provider}:${kind === "api-key" ? "default" : "manual"}`;
    const profileId = args.profileId ?? (await env.person.text("Under which profile id?", proposal));
    const expiresIn = kind === "api-key" ? undefined : await askExpiry(env.person);
    return saveCredential(env, { ...args, kind, provider, profileId, expiresIn });
  },
  warnings: ({ warnings }) => warnings,
  human: savedView,
});

async function askExpiry(person: {
  text(question: string, proposal: string): Promise<string>;
}): Promise<number | undefined> {
  const answer = (await person.text("In how many days does it expire? Empty when it does not", "")).trim();
  if (answer === "") return undefined;
  if (!/^\d{1,5}$/.test(answer))
    throw new AppError("usage", `\`${answer}\` is no number of days`, "type a number, as in 365");
  return Number(answer) * DAY_MS;
}
