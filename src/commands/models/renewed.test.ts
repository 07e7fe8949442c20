import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { cli, cliJson } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";
import { answered, CHUTES, GRANTED, inClear, inKeyring, withProfile } from "../../testing/renewal.ts";

const CONFIG = { "~/.openclaw/openclaw.json": '{"agents":{"defaults":{"model":"chutes/m"}}}' };

/** Chutes: new tokens for the old ones, and answers for those who have the new ones. */
const chutes: Http = async ({ url, headers }) => {
  if (url.endsWith("/idp/token")) return GRANTED;
  if (headers["authorization"] !== "Bearer new-access") return answered(401, { error: { code: "invalid_api_key" } });
  return answered(200, { data: [{ id: "m" }], choices: [{ message: { content: "OK" } }] });
};

test.each([
  ["in the file", inClear()],
  ["in the keyring", inKeyring()],
])(
  "a probe renews a sign-in %s that has ended before it asks with it, and says until when it lasts",
  async (_, profile) => {
    const world = withProfile(profile, chutes, { files: CONFIG });
    const { code, document } = await cliJson("models status --probe --check", world);
    const { probes, oauth } = document["auth"] as {
      probes: { results: object[] };
      oauth: { profiles: object[] };
    };
    expect([code, probes.results, oauth.profiles]).toMatchObject([
      0,
      [{ profileId: CHUTES, status: "ok" }],
      [{ profileId: CHUTES, status: "ok", expiresAt: NOW + 3_600_000 }],
    ]);
    expect(world.requests.map(({ url }) => url)).toEqual([
      "https://api.chutes.ai/idp/token",
      "https://llm.chutes.ai/v1/chat/completions",
    ]);
  },
);

test("a list of models is asked for with a renewed sign-in", async () => {
  const world = withProfile(inKeyring(), chutes, { files: CONFIG });
  const { code, stderr } = await cli("models list --refresh --provider chutes", world);
  expect([code, stderr, world.requests.map(({ url }) => url)]).toEqual([
    0,
    "",
    ["https://api.chutes.ai/idp/token", "https://llm.chutes.ai/v1/models"],
  ]);
});

test("without a probe nobody is asked, whatever has ended", async () => {
  const world = withProfile(inClear(), chutes, { files: CONFIG });
  expect([(await cli("models status --check", world)).code, world.requests]).toEqual([0, []]);
});

test("what OpenClaw keeps in a database is asked with while it lasts, and else said to be OpenClaw's to renew", async () => {
  const probe = async (expires: number) => {
    const row = JSON.stringify({ version: 1, profiles: { [CHUTES]: inClear({ expires }) } });
    const databases = { "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": { auth_profile_store: row } };
    const world = withProfile(inClear(), chutes, { files: CONFIG, databases });
    const { document } = await cliJson("models status --probe", world);
    return (document["auth"] as { probes: { results: { status: string; error: string }[] } }).probes.results[0];
  };
  // The provider of this test knows only the new token.
  expect(await probe(NOW + 1000)).toMatchObject({ status: "auth", reason: "auth" });
  expect((await probe(NOW - 1000))?.error).toBe(
    `OpenClaw keeps \`${CHUTES}\` in /home/me/.openclaw/agents/main/agent/openclaw-agent.sqlite and renews it itself`,
  );
});
