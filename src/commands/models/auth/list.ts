import * as v from "valibot";
import { defineCommand, type Style } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import { WARN_WITHIN_MS } from "../../../core/auth/health.ts";
import { readRawStores } from "../../../core/auth/raw-stores.ts";
import type { Source } from "../../../core/auth/sources.ts";
import { parseStore } from "../../../core/auth/store-file.ts";
import { compareText } from "../../../core/compare.ts";
import { createRef } from "../../../core/models/ref.ts";
import { requireKnownProvider } from "../../../core/models/resolve.ts";
import { readCredentials, readSetup, type Setup } from "../../../core/setup.ts";
import { Problem, SourceRow } from "../../../schema/status.ts";
import { hang } from "../../../ui/layout.ts";
import { tilde } from "../../../ui/text.ts";
import { AGENT } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { sourceFacts, sourceRow } from "../credential-rows.ts";
import { PROVIDER } from "./arguments.ts";
import { mend, misplaced } from "./list-hints.ts";

const Row = v.object({
  profileId: v.string(),
  provider: v.string(),
  ...SourceRow.entries,
  /** Whether it is the main agent's, and this one only sees it. */
  inherited: v.boolean(),
  /** The variable that it refers to. */
  variable: v.nullable(v.string()),
  /** What mends it; `null` where nothing is broken. */
  hint: v.nullable(v.string()),
});
type Row = v.InferOutput<typeof Row>;

const Result = v.object({
  home: v.string(),
  agentId: v.string(),
  provider: v.nullable(v.string()),
  storePath: v.string(),
  storeKind: v.picklist(["json", "sqlite"]),
  count: v.number(),
  profiles: v.array(Row),
  /** What stands in the store or in an order, and is no credential of the provider. */
  problems: v.array(Problem),
});
type Result = v.InferOutput<typeof Result>;

export default defineCommand({
  args: { ...PROVIDER, ...AGENT },
  examples: [
    {
      run: "openclaw models auth list",
      about: "Every stored credential, where its secret stands, and which one is used",
    },
    {
      run: "openclaw models auth list --json | jq '.profiles[] | select(.type and .storage == \"file\")'",
      about: "Those whose secret stands in clear",
    },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const { names, places, agent } = setup;
    const only = args.provider === undefined ? undefined : names.providers.canonicalId(args.provider);
    if (only !== undefined) requireKnownProvider(createRef(only, "-"), names);
    const credentials = await readCredentials(env, setup, WARN_WITHIN_MS);
    const { store } = credentials;
    const isOwn = await readOwn(env, setup);
    const profiles: Row[] = [];
    const problems: Problem[] = [];
    for (const provider of only === undefined ? [...credentials.candidates].toSorted(compareText) : [only]) {
      for (const source of (await credentials.of(provider)).sources) {
        if (source.kind !== "profile") continue;
        const isInherited = source.profile !== undefined && !isOwn(source.name);
        const place = { setup, store, provider, isInherited, isAgentNamed: args.agent !== undefined };
        // It stands among those of its own provider.
        if (source.state === "other_provider") problems.push(misplaced(source, place));
        else
          profiles.push({
            profileId: source.name,
            provider,
            ...sourceRow(source),
            inherited: isInherited,
            variable: variableOf(source),
            hint: mend(source, place),
          });
      }
    }
    if (only === undefined)
      for (const id of store.ignored)
        problems.push({
          severity: "warning",
          message: `${id} in the auth store is no credential`,
          hint: "give it a provider, and a type: api_key, token or oauth",
        });
    return {
      home: places.home,
      agentId: agent.id,
      provider: only ?? null,
      storePath: store.path,
      storeKind: store.kind,
      count: profiles.length,
      profiles,
      problems,
    };
  },
  plain: ({ profiles }) =>
    profiles.map(({ profileId, provider, type, storage }) =>
      [profileId, provider, type ?? "-", type === undefined ? "-" : storage].join(" "),
    ),
  human: view,
});

/** Tells the profiles that stand in the agent's own store from those that it inherits. */
async function readOwn(env: Env, setup: Setup): Promise<(id: string) => boolean> {
  if (setup.agent.dir === setup.agent.mainDir) return () => true;
  const { path, kind, parts } = await readRawStores(env, setup, setup.agent);
  // Several stores of a newer OpenClaw stand in one database.
  if (kind === "sqlite") return () => true;
  const own = parts.filter((part) => part.path === path).map((part) => parseStore(part.value, path).profiles ?? {});
  return (id) => own.some((profiles) => Object.hasOwn(profiles, id));
}

function variableOf({ profile, storage }: Source): string | null {
  if (profile === undefined || profile.type === "oauth" || storage === "file" || storage === "database") return null;
  const ref = profile.type === "api_key" ? profile.keyRef : profile.tokenRef;
  return ref?.source === "env" ? ref.id : null;
}

const TYPES: Readonly<Record<string, string>> = { api_key: "API key", token: "token", oauth: "OAuth" };

function view({ profiles, problems, provider, storePath, home, agentId }: Result, style: Style): string {
  const where = style.paint("dim", `agent ${agentId}, in ${tilde(storePath, home)}`);
  const arrow = style.paint("dim", "    →");
  const width = Math.max(...profiles.map(({ profileId }) => Bun.stringWidth(profileId))) + 4;
  const lines = profiles.flatMap((row) => {
    const isBroken = row.hint !== null && row.health !== "expiring";
    const mark = isBroken ? style.paint("bad", "✗") : row.used ? style.paint("good", "✓") : style.paint("dim", "-");
    const line = hang(`${mark} ${row.profileId}`, facts(row), width, 4, style);
    return row.hint === null ? [line] : [line, hang(arrow, row.hint, 6, 6, style)];
  });
  for (const { message, hint } of problems)
    lines.push(hang(style.paint("warn", "!"), message, 2, 4, style, "strong"), hang(arrow, hint, 6, 6, style));
  if (profiles.length > 0) return `${lines.join("\n")}\n\n${where}\n`;
  const [what, flag] = provider === null ? ["", ""] : [` of ${provider}`, ` --provider ${provider}`];
  const none = `No credentials${what} are stored. ${style.paint("dim", `Add one: openclaw models auth add${flag}`)}`;
  return `${[none, ...lines, where].join("\n")}\n`;
}

function facts(row: Row): string {
  const place = row.variable === null || row.state === "unset" ? "" : `, ${row.variable}`;
  const noExpiry = row.health === "missing" && row.used ? "names no expiry" : "";
  const why = !row.used ? row.reason : row.state === "paused" ? "used, but set aside for a while" : "used";
  const holder = row.inherited ? "the main agent's" : "";
  return [TYPES[row.type ?? ""], `${sourceFacts(row)}${place}`, noExpiry, holder, why].filter(Boolean).join(" · ");
}
