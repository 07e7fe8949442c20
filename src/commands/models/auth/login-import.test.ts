import { expect, test } from "bun:test";
import { cli } from "../../../testing/cli.ts";
import { NOW } from "../../../testing/env.ts";
import { session, storeIn } from "../../../testing/session.ts";

const IMPORT = "models auth login --provider anthropic --import";
const PATH = "~/.claude/.credentials.json";
const HOUR = 3_600_000;

const claudeCode = (expiresAt: number) => ({
  files: {
    [PATH]: JSON.stringify({
      claudeAiOauth: { accessToken: "theirs-access", refreshToken: "theirs-refresh", expiresAt },
    }),
  },
});

test("--import copies the access token, and leaves what renews it to its owner", async () => {
  const keyring = new Map<string, string>();
  const world = { ...claudeCode(NOW + HOUR), keyring };
  const { codes, stdout, stderr, files } = await session([IMPORT], world);
  expect([codes, stderr]).toEqual([[0], ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ signed in to anthropic: anthropic:default
      the tokens are in the keyring
      good for 1h, then sign in again
      described in ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
      copied from Claude Code, whose own file stays as it is: ~/.claude/.credentials.json
      only Claude Code can renew it; after that, \`--import\` it once more
      OpenClaw itself reads such a sign-in only from a file: \`--store file\`
    "
  `);
  expect([...keyring.values()]).toEqual([JSON.stringify({ access: "theirs-access", expires: NOW + HOUR })]);
  expect(storeIn(files)).toMatchObject({
    profiles: {
      "anthropic:default": { type: "oauth", method: "import", keyring: { refreshable: false } },
    },
  });
  expect(files[PATH.replace("~", "/home/me")]).toBe(world.files[PATH] ?? "");
});

test("--import opens no connection, so it works offline", async () => {
  expect(await cli(`${IMPORT} --offline --store file`, claudeCode(NOW + HOUR))).toMatchObject({ code: 0 });
});

test.each([
  ["anthropic", {}, 66, "no other program is signed in to anthropic here (looked for Claude Code)"],
  ["groq", {}, 66, "no other program is signed in to groq here"],
  ["anthropic", claudeCode(NOW - 1), 69, "the sign-in of Claude Code in ~/.claude/.credentials.json has ended"],
])("--import for %s of %j is %i", async (provider, world, code, message) => {
  const { stderr, ...rest } = await cli(`models auth login --provider ${provider} --import`, world);
  expect([rest, stderr.split("\n")[0]]).toEqual([{ code, stdout: "" }, `error: ${message}`]);
});
