import * as v from "valibot";
import { defineCommand, type Style } from "../../../contracts/command.ts";
import { WARN_WITHIN_MS } from "../../../core/auth/health.ts";
import { compareText } from "../../../core/compare.ts";
import { createRef } from "../../../core/models/ref.ts";
import { requireKnownProvider } from "../../../core/models/resolve.ts";
import { readCredentials, readSetup } from "../../../core/setup.ts";
import { SourceRow } from "../../../schema/status.ts";
import { hang } from "../../../ui/layout.ts";
import { tilde } from "../../../ui/text.ts";
import { AGENT } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";
import { howToRenew } from "../credential-hints.ts";
import { sourceFacts, sourceRow } from "../credential-rows.ts";
import { PROVIDER } from "./arguments.ts";

const Row = v.object({ profileId: v.string(), provider: v.string(), ...SourceRow.entries });
type Row = v.InferOutput<typeof Row>;

const Result = v.object({
  home: v.string(),
  agentId: v.string(),
  storePath: v.string(),
  storeKind: v.picklist(["json", "sqlite"]),
  count: v.number(),
  profiles: v.array(Row),
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
      run: "openclaw models auth list --json | jq '.profiles[] | select(.storage == \"file\")'",
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
    const profiles: Row[] = [];
    for (const provider of [...credentials.candidates].toSorted(compareText)) {
      if (only !== undefined && provider !== only) continue;
      const { sources } = await credentials.of(provider);
      for (const source of sources) {
        if (source.kind === "profile") profiles.push({ profileId: source.name, provider, ...sourceRow(source) });
      }
    }
    const { path, kind } = credentials.store;
    return { home: places.home, agentId: agent.id, storePath: path, storeKind: kind, count: profiles.length, profiles };
  },
  plain: ({ profiles }) =>
    profiles.map(({ profileId, provider, type, storage }) =>
      [profileId, provider, type ?? "-", type === undefined ? "-" : storage].join(" "),
    ),
  human: view,
});

function view({ profiles, storePath, home, agentId }: Result, style: Style): string {
  const where = style.paint("dim", `agent ${agentId}, in ${tilde(storePath, home)}`);
  if (profiles.length === 0)
    return `No credentials are stored. ${style.paint("dim", "Add one: openclaw models auth add")}\n${where}\n`;
  const width = Math.max(...profiles.map(({ profileId }) => Bun.stringWidth(profileId))) + 4;
  const lines = profiles.map((row) => {
    const isBroken = row.state !== "usable" && row.state !== "paused" && row.state !== "left_out";
    const mark = row.used ? style.paint("good", "✓") : isBroken ? style.paint("bad", "✗") : style.paint("dim", "-");
    const facts = [TYPES[row.type ?? ""] ?? "", sourceFacts(row), row.used ? "used" : row.reason]
      .filter(Boolean)
      .join(" · ");
    const line = hang(`${mark} ${row.profileId}`, facts, width, 4, style);
    return isBroken && row.type !== undefined
      ? `${line}\n${hang(style.paint("dim", "    →"), howToRenew(row, row.provider), 6, 6, style)}`
      : line;
  });
  return `${lines.join("\n")}\n\n${where}\n`;
}

const TYPES: Readonly<Record<string, string>> = { api_key: "API key", token: "token", oauth: "OAuth" };
