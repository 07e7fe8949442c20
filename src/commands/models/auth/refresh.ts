import * as v from "valibot";
import { defineCommand } from "../../../contracts/command.ts";
import { renewProfile } from "../../../core/auth/renew.ts";
import { requireOnline } from "../../../core/offline.ts";
import { readSetup } from "../../../core/setup.ts";
import { LOGIN_DIALECTS } from "../../../providers/login/dialects.ts";
import { formatDuration } from "../../../ui/duration.ts";
import { tilde } from "../../../ui/text.ts";
import { AGENT, OFFLINE } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";

const Result = v.object({
  home: v.string(),
  profileId: v.string(),
  provider: v.string(),
  agentId: v.string(),
  /** `found` when another process renewed it while this one waited, so that nothing was asked. */
  outcome: v.picklist(["renewed", "found"]),
  /** Milliseconds since 1970. */
  expiresAt: v.nullable(v.number()),
  remainingMs: v.nullable(v.number()),
  /** Whether the provider gave a new refresh token too, and the one before is void. */
  rotated: v.boolean(),
  store: v.picklist(["keyring", "file"]),
  storePath: v.string(),
});

export default defineCommand({
  args: {
    "profile-id": { type: "positional", kind: "sign-in", description: "The id of a profile that can be renewed" },
    ...AGENT,
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models auth refresh openai-codex:default", about: "Renew a sign-in now, before it expires" },
    {
      run: "openclaw models auth refresh openai-codex:default --json | jq .remainingMs",
      about: "How long the new token lives",
    },
  ],
  result: Result,
  async run(env, args): Promise<v.InferOutput<typeof Result>> {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    requireOnline(env, "only the provider can renew a credential");
    const renewed = await renewProfile(env, { setup, dialects: LOGIN_DIALECTS }, args.profileId, true);
    const { outcome, provider, expires, rotated, storage, path } = renewed;
    return {
      home: setup.places.home,
      profileId: args.profileId,
      provider,
      agentId: setup.agent.id,
      outcome,
      expiresAt: expires ?? null,
      remainingMs: expires === undefined ? null : expires - env.now(),
      rotated,
      store: storage,
      storePath: path,
    };
  },
  human({ home, profileId, outcome, remainingMs, rotated, store, storePath }, style) {
    const file = tilde(storePath, home);
    const lines = [
      ...(remainingMs === null ? [] : [`it expires in ${formatDuration(remainingMs)}`]),
      ...(rotated ? ["the refresh token is a new one too, and the one before is void"] : []),
      store === "keyring" ? `in the keyring, described in ${file}` : `in clear in ${file}`,
    ];
    const done = outcome === "renewed" ? "renewed" : "another process has just renewed";
    const head = `${style.paint("good", "✓")} ${done} ${style.paint("strong", profileId)}`;
    return `${head}\n${lines.map((line) => `  ${style.paint("dim", line)}\n`).join("")}`;
  },
});
