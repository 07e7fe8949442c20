import * as v from "valibot";
import { defineCommand, type Style } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import { readStore, requireWritableStore, storePathOf } from "../../../core/auth/keep.ts";
import { movableIn, moveIntoKeyring } from "../../../core/auth/migrate.ts";
import { didYouMean, suggest } from "../../../core/models/suggest.ts";
import { keyringError, tryKeyring } from "../../../core/secrets/vault.ts";
import { readSetup } from "../../../core/setup.ts";
import { count, tilde } from "../../../ui/text.ts";
import { AGENT, DRY_RUN } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { YES } from "./arguments.ts";

const Result = v.object({
  home: v.string(),
  agentId: v.string(),
  storePath: v.string(),
  dryRun: v.boolean(),
  profiles: v.array(
    v.object({
      profileId: v.string(),
      type: v.string(),
      /** `moved` in this run or, in a dry one, what would be; `kept`: it stands there in clear no more; `oauth` stays. */
      outcome: v.picklist(["moved", "kept", "oauth"]),
    }),
  ),
  /** Backups that held a moved secret, and hold it no more. */
  cleaned: v.array(v.string()),
  warnings: v.array(v.string()),
});
type Result = v.InferOutput<typeof Result>;

export default defineCommand({
  args: {
    "profile-id": {
      type: "positional",
      kind: "profile",
      rest: true,
      optional: true,
      description: "Only these profiles",
    },
    ...DRY_RUN,
    ...YES,
    ...AGENT,
  },
  examples: [
    { run: "openclaw models auth migrate --dry-run", about: "Which secrets would be moved" },
    { run: "openclaw models auth migrate openai:work --yes", about: "One of them, without being asked" },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    await requireWritableStore(env, setup);
    const all = movableIn((await readStore(env, storePathOf(setup.agent))).content);
    const named = args.profileId ?? [];
    for (const id of named)
      requireKnown(
        id,
        all.map((profile) => profile.id),
      );
    const chosen = all.filter(({ id }) => named.length === 0 || named.includes(id));
    const plain = chosen.filter(({ state }) => state === "plain");
    const base = {
      home: setup.places.home,
      agentId: setup.agent.id,
      storePath: storePathOf(setup.agent),
      dryRun: args.dryRun,
    };
    const profiles = chosen.map(({ id, type, state }) => ({
      profileId: id,
      type,
      outcome: state === "plain" ? ("moved" as const) : state,
    }));
    if (args.dryRun || plain.length === 0) return { ...base, profiles, cleaned: [], warnings: [] };
    if (!args.yes) await requireConsent(env, plain.length);
    const tried = await tryKeyring(env.keyring);
    if (tried.kind !== "ok") throw keyringError(tried.kind, tried.reason);
    const cleaned = new Set<string>();
    const warnings: string[] = [];
    for (const { id } of plain) {
      const moved = await moveIntoKeyring(env, setup, id);
      for (const path of moved.cleaned) cleaned.add(path);
      warnings.push(...moved.warnings);
    }
    return { ...base, profiles, cleaned: [...cleaned], warnings };
  },
  warnings: ({ warnings, profiles, dryRun }) => [
    ...warnings,
    ...(!dryRun && profiles.some(({ outcome }) => outcome === "moved")
      ? ["OpenClaw itself reads them only once `openclaw secrets link` has told it how"]
      : []),
  ],
  human: view,
});

function requireKnown(id: string, ids: readonly string[]): void {
  if (ids.includes(id)) return;
  const message = `there is no profile \`${id}\` in the store`;
  throw new AppError(
    "unknown_profile",
    message,
    didYouMean(suggest(id, ids), "list them with `openclaw models auth list`"),
  );
}

async function requireConsent(env: Env, amount: number): Promise<void> {
  const secrets = count(amount, "secret");
  if (!env.person.isThere)
    throw new AppError(
      "usage",
      `nobody is there to confirm moving ${secrets}`,
      "see what would be moved with `--dry-run`, then add `--yes`",
    );
  if (!(await env.person.confirm(`Move ${secrets} into the keyring?`)))
    throw new AppError("cancelled", "cancelled", "nothing was moved");
}

function view({ home, storePath, dryRun, profiles, cleaned }: Result, style: Style): string {
  const path = tilde(storePath, home);
  const moved = profiles.filter(({ outcome }) => outcome === "moved");
  const staying = profiles.filter(({ outcome }) => outcome === "oauth");
  const lines = [
    ...moved.map(({ profileId }) => profileId),
    ...staying.map(({ profileId }) => `${profileId} stays: OpenClaw renews OAuth tokens in the store itself`),
    ...cleaned.map((file) => `took them out of ${tilde(file, home)} too`),
  ];
  const body = lines.map((line) => `  ${style.paint("dim", line)}\n`).join("");
  if (moved.length === 0)
    return `${style.paint("dim", "Nothing to move:")} no secret stands in clear in ${path}\n${body}`;
  const secrets = count(moved.length, "secret");
  const head = dryRun
    ? `${style.paint("warn", "Dry run, nothing was moved.")} It would be ${secrets} of ${path}:`
    : `${style.paint("good", "✓")} moved ${secrets} of ${path} into the keyring:`;
  return `${head}\n${body}`;
}
