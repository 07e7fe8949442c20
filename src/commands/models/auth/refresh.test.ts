import { expect, test } from "bun:test";
import { cli, cliJson } from "../../../testing/cli.ts";
import { NOW } from "../../../testing/env.ts";
import { answered, CHUTES, GRANTED, inClear, inKeyring, STORE_PATH, withProfile } from "../../../testing/renewal.ts";

const REFRESH = `models auth refresh ${CHUTES}`;
const LOGIN = "sign in again: `openclaw models auth login --provider chutes --profile-id chutes:me --replace`";

test("a renewal says how long the new token lives, and where it is", async () => {
  expect(await cli(REFRESH, withProfile(inClear(), GRANTED))).toEqual({
    code: 0,
    stdout: `✓ renewed chutes:me
  it expires in 1h
  the refresh token is a new one too, and the one before is void
  in clear in ~/.openclaw/agents/main/agent/auth-profiles.json
`,
    stderr: "",
  });
  const kept = answered(200, { access_token: "new-access", expires_in: 60 });
  expect((await cli(REFRESH, withProfile(inKeyring(), kept))).stdout).toBe(`✓ renewed chutes:me
  it expires in 1m
  in the keyring, described in ~/.openclaw/agents/main/agent/auth-profiles.json
`);
});

test("one that would live for long is renewed too, as that is what was asked for", async () => {
  const world = withProfile(inClear({ expires: NOW + 86_400_000 }), GRANTED);
  expect(await cliJson(REFRESH, world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      home: "/home/me",
      profileId: CHUTES,
      provider: "chutes",
      agentId: "main",
      outcome: "renewed",
      expiresAt: NOW + 3_600_000,
      remainingMs: 3_600_000,
      rotated: true,
      store: "file",
      storePath: STORE_PATH,
    },
  });
});

test("the provider is asked once, as OAuth says, with 8 seconds to answer", async () => {
  const world = withProfile(inClear(), GRANTED);
  await cli(REFRESH, world);
  expect(world.requests.map(({ url, body, deadlineMs }) => [url, body, deadlineMs])).toEqual([
    [
      "https://api.chutes.ai/idp/token",
      "grant_type=refresh_token&refresh_token=old-refresh&client_id=my-program",
      8000,
    ],
  ]);
});

test("the program that the tokens were given to is the one that renews them, and one without a name is told about", async () => {
  const own = withProfile(inClear({ clientId: "theirs" }), GRANTED);
  await cli(REFRESH, own);
  expect(own.requests[0]?.body).toEndWith("&client_id=theirs");
  expect(await cli(REFRESH, withProfile(inClear(), GRANTED, { variables: {} }))).toMatchObject({
    code: 64,
    stderr: expect.stringContaining("export CHUTES_OAUTH_CLIENT_ID="),
  });
});

test.each<[string, object, string]>([
  [
    "an API key",
    { type: "api_key", provider: "chutes", key: "k" },
    "`chutes:me` is an API key, which is not renewed but replaced\nhint: `openclaw models auth paste-api-key --provider chutes --profile-id chutes:me --replace`",
  ],
  [
    "a token",
    { type: "token", provider: "anthropic", token: "t" },
    "`chutes:me` is a token, which is not renewed but replaced\nhint: `openclaw models auth paste-token --provider anthropic --profile-id chutes:me --replace`",
  ],
  [
    "a token that one signs in for",
    { type: "token", provider: "github-copilot", token: "t" },
    "`chutes:me` is a token, which is not renewed but replaced\nhint: sign in again: `openclaw models auth login --provider github-copilot --profile-id chutes:me --replace`",
  ],
  [
    "no refresh token",
    inClear({ refresh: "" }),
    `\`chutes:me\` has no refresh token to be renewed with\nhint: ${LOGIN}`,
  ],
  [
    "a provider whose tokens last",
    inClear({ provider: "openrouter" }),
    "this program does not know how openrouter renews `chutes:me`\nhint: use OpenClaw itself once: it renews what it uses",
  ],
  [
    "the copy of another program's sign-in",
    { type: "oauth", provider: "anthropic", method: "import", access: "theirs", expires: 1 },
    "`chutes:me` is a copy of the sign-in of Claude Code, which alone renews it\nhint: use Claude Code once, then copy it anew: `openclaw models auth login --provider anthropic --import --profile-id chutes:me --replace`",
  ],
  [
    "the copy of another program's token",
    { type: "token", provider: "chutes", method: "import", token: "theirs" },
    "`chutes:me` is a copy of the sign-in of another program, which alone renews it\nhint: use that program once, then copy it anew: `openclaw models auth login --provider chutes --import --profile-id chutes:me --replace`",
  ],
  [
    "one of several ways, and nobody knows which",
    inClear({ provider: "minimax-portal" }),
    "this program does not know how minimax-portal renews `chutes:me`\nhint: use OpenClaw itself once: it renews what it uses",
  ],
])("%s is refused with the way on, and nobody is asked", async (_, profile, said) => {
  const world = withProfile(profile, GRANTED);
  expect(await cli(REFRESH, world)).toEqual({ code: 64, stdout: "", stderr: `error: ${said}\n` });
  expect(world.requests).toEqual([]);
});

test("what OpenClaw has copied from another program is left to that", async () => {
  const files = {
    "~/.openclaw/agents/main/agent/auth-profiles.json": JSON.stringify({
      version: 1,
      profiles: { "qwen-portal:qwen-cli": inClear({ provider: "qwen-portal" }) },
    }),
  };
  const world = withProfile(inClear(), GRANTED, { files });
  expect((await cli("models auth refresh qwen-portal:qwen-cli", world)).stderr).toBe(
    "error: `qwen-portal:qwen-cli` belongs to another program, `qwen-cli`, which renews it itself\nhint: use that program once\n",
  );
  expect(world.requests).toEqual([]);
});

test("an unknown profile is not found, and the nearest is proposed", async () => {
  expect(await cli("models auth refresh chutes:mee", withProfile(inClear(), GRANTED))).toEqual({
    code: 66,
    stdout: "",
    stderr: "error: there is no stored profile `chutes:mee`\nhint: did you mean `chutes:me`?\n",
  });
});

test("offline nobody is asked, and that is said", async () => {
  const world = withProfile(inClear(), GRANTED);
  expect(await cli(`${REFRESH} --offline`, world)).toMatchObject({ code: 69 });
  expect(world.requests).toEqual([]);
});

test("where nothing may be written, or OpenClaw keeps it in a database, the refresh token is not used up", async () => {
  const readOnly = withProfile(inClear(), GRANTED, { variables: { OPENCLAW_CONFIG_READONLY: "1" } });
  const unwritable = withProfile(inClear(), GRANTED, {
    readOnly: "permission denied",
    variables: { CHUTES_OAUTH_CLIENT_ID: "x" },
  });
  const noKeyring = withProfile(inKeyring(), GRANTED, {
    keyring: { kind: "locked", reason: "nobody has unlocked it" },
  });
  const database = withProfile(inClear(), GRANTED, {
    databases: {
      "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": {
        auth_profile_store: JSON.stringify({ version: 1, profiles: { [CHUTES]: inClear() } }),
      },
    },
  });
  const codes: number[] = [];
  for (const world of [readOnly, unwritable, database, noKeyring]) codes.push((await cli(REFRESH, world)).code);
  expect(codes).toEqual([73, 73, 73, 75]);
  expect([readOnly, unwritable, database, noKeyring].flatMap(({ requests }) => requests)).toEqual([]);
  expect((await cli(REFRESH, database)).stderr).toContain("and renews it itself");
});

test("who waits for another process is told so on a terminal, and nobody else", async () => {
  const world = () => withProfile(inClear(), GRANTED, { isBusy: true });
  const shown = (await cli(REFRESH, { ...world(), columns: 80 })).stderr;
  expect(shown).toContain("waiting for a renewal of chutes:me that is under way …\r");
  expect(shown).toEndWith("\r\u001b[K");
  expect((await cli(REFRESH, world())).stderr).toBe("");
  expect((await cli(`${REFRESH} --json`, { ...world(), columns: 80 })).stderr).toBe("");
});

test("help has examples", async () => {
  const { code, stdout } = await cli("models auth refresh --help");
  expect([code, stdout.includes("openclaw models auth refresh openai-codex:default --json")]).toEqual([0, true]);
});
