import * as v from "valibot";
import { defineCommand } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { keepInStep, undeclareEdits } from "../../../core/auth/declare.ts";
import { requireWritableStore } from "../../../core/auth/keep.ts";
import { accountIn, removeProfile } from "../../../core/auth/remove-profile.ts";
import { readRawStores } from "../../../core/auth/raw-stores.ts";
import { parseStore } from "../../../core/auth/store-file.ts";
import { shellWord } from "../../../core/command-line.ts";
import { didYouMean, suggest } from "../../../core/models/suggest.ts";
import { readSetup, type Setup } from "../../../core/setup.ts";
import { tilde } from "../../../ui/text.ts";
import { AGENT, DRY_RUN } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { PROFILE, YES } from "./arguments.ts";

const Result = v.object({
  home: v.string(),
  profileId: v.string(),
  agentId: v.string(),
  dryRun: v.boolean(),
  /** What became of the secret in the keyring; `left` when the keyring would not give it up. */
  secret: v.picklist(["removed", "absent", "left"]),
  files: v.array(v.string()),
  warnings: v.array(v.string()),
});

export default defineCommand({
  args: { ...PROFILE, ...YES, ...DRY_RUN, ...AGENT },
  examples: [
    {
      run: "openclaw models auth logout openai:work",
      about: "Forget a credential: its entry in the keyring and what describes it",
    },
    { run: "openclaw models auth logout openai:work --yes", about: "Without being asked, for scripts" },
  ],
  result: Result,
  async run(env, args): Promise<v.InferOutput<typeof Result>> {
    const id = args.profileId;
    const read = (seen: Env) => readSetup(seen, KNOWLEDGE, args.agent);
    const setup = await read(env);
    const { places, agent } = setup;
    await requireWritableStore(env, setup);
    const account = await findProfile(env, setup, id);
    const base = { home: places.home, profileId: id, agentId: agent.id, dryRun: args.dryRun };
    if (args.dryRun) return { ...base, secret: account === undefined ? "absent" : "removed", files: [], warnings: [] };
    if (!args.yes) await requireConsent(env, id);
    const removed = await removeProfile(env, setup, id);
    const step = await keepInStep(env, read, (fresh) => undeclareEdits(fresh, id));
    const left = removed.secret === "left" ? [`the keyring still holds the secret, as \`${removed.account}\``] : [];
    return {
      ...base,
      secret: removed.secret,
      files: [...(removed.changed ? [removed.path] : []), ...step.files],
      warnings: [...left, ...step.warnings],
    };
  },
  warnings: ({ warnings }) => warnings,
  human({ home, profileId, dryRun, secret, files }, style) {
    const entry = secret === "removed" ? " and its entry in the keyring" : "";
    if (dryRun) return `${style.paint("warn", "Dry run, nothing was removed.")} It would be ${profileId}${entry}\n`;
    const places = files.map((file) => tilde(file, home)).join(", ");
    return `${style.paint("good", "✓")} removed ${style.paint("strong", profileId)}${entry}\n  ${style.paint("dim", `from ${places}`)}\n`;
  },
});

/** The keyring account of a profile that this agent holds or the config declares; throws `unknown_profile`. */
async function findProfile(
  env: Env,
  { places, variables, agent, config }: Setup,
  id: string,
): Promise<string | undefined> {
  const { path, parts } = await readRawStores(env, { places, variables }, agent);
  const profilesOf = (of: (file: string) => boolean) =>
    Object.assign(
      {},
      ...parts.filter((part) => of(part.path)).map((part) => parseStore(part.value, part.path).profiles ?? {}),
    ) as Record<string, Record<string, unknown>>;
  const own = profilesOf((file) => file === path);
  if (Object.hasOwn(own, id)) return accountIn(own[id]);
  if (
    Object.hasOwn(
      profilesOf(() => true),
      id,
    )
  ) {
    throw new AppError(
      "unknown_profile",
      `the profile \`${id}\` is the main agent's, not ${agent.id}'s own`,
      `\`openclaw models auth logout ${shellWord(id)} --agent main\``,
    );
  }
  const declared = Object.keys(config.auth?.profiles ?? {});
  if (declared.includes(id)) return undefined;
  const near = suggest(id, [...Object.keys(own), ...declared]);
  throw new AppError(
    "unknown_profile",
    `there is no profile \`${id}\``,
    didYouMean(near, "list them with `openclaw models auth list`"),
  );
}

async function requireConsent(env: Env, id: string): Promise<void> {
  if (!env.person.isThere)
    throw new AppError(
      "usage",
      "nobody is there to confirm the removal",
      `\`openclaw models auth logout ${shellWord(id)} --yes\``,
    );
  if (!(await env.person.confirm(`Remove ${id}?`))) throw new AppError("cancelled", "cancelled", "nothing was removed");
}
