import { expect, test } from "bun:test";
import { authStore, cli } from "../../../testing/cli.ts";
import { type Content } from "../../../testing/disk.ts";
import { NOW, type World } from "../../../testing/env.ts";
import { session, storeIn } from "../../../testing/session.ts";

const IMPORT = "models auth login --provider anthropic --import";
const PATH = "~/.claude/.credentials.json";
const HOUR = 3_600_000;
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
/** As OpenAI names an account. */
const PROFILE = jwt({
  "https://api.openai.com/profile": { email: "me@x.example" },
  "https://api.openai.com/auth": { chatgpt_account_id: "plan-1" },
});

const claudeCode = (expiresAt: number, accessToken = "theirs-access") => ({
  files: {
    [PATH]: JSON.stringify({ claudeAiOauth: { accessToken, refreshToken: "theirs-refresh", expiresAt } }),
  },
});

test("--import copies the access token, and leaves what renews it to its owner", async () => {
  const keyring = new Map<string, string>();
  const world = { ...claudeCode(NOW + HOUR), keyring };
  const { codes, stdout, stderr, files } = await session([IMPORT], world);
  expect([codes, stderr]).toEqual([[0], ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ signed in to anthropic: anthropic:import
      the tokens are in the keyring
      good for 1h, then sign in again
      described in ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
      copied from Claude Code, whose own file is unchanged: ~/.claude/.credentials.json
      only Claude Code can renew it; when it has expired, import it again with \`--import\`
      OpenClaw itself reads such a sign-in only from a file: \`--store file\`
    "
  `);
  expect([...keyring.values()]).toEqual([JSON.stringify({ access: "theirs-access", expires: NOW + HOUR })]);
  expect(storeIn(files)).toMatchObject({
    profiles: {
      "anthropic:import": { type: "oauth", method: "import", keyring: { refreshable: false } },
    },
  });
  expect(files[PATH.replace("~", "/home/me")]).toBe(world.files[PATH] ?? "");
});

test("--import opens no connection, so it works offline", async () => {
  expect(await cli(`${IMPORT} --offline --store file`, claudeCode(NOW + HOUR))).toMatchObject({ code: 0 });
});

test.each(["keyring", "file"])("--import of the very same into the %s says so, and changes nothing", async (store) => {
  const line = `${IMPORT} --store ${store}`;
  const world = { ...claudeCode(NOW + HOUR), keyring: new Map<string, string>() };
  const first = await session([line], world);
  const before = new Map(world.keyring);
  const second = await session([line, `${line} --json`], { ...world, files: first.files });
  expect([second.codes, second.files, world.keyring]).toEqual([[0, 0], first.files, before]);
  const [human = "", document = ""] = second.stdout.split(/(?=^\{)/m);
  expect(human).toStartWith("✓ already signed in to anthropic: anthropic:import\n");
  expect(human).toContain("  nothing was changed\n");
  expect(JSON.parse(document)).toMatchObject({ unchanged: true, replaced: false, files: [] });
});

test("--import of a newer one takes the place of the older, and never that of a sign-in", async () => {
  const own = { type: "oauth", provider: "anthropic", access: "own", refresh: "r", expires: NOW - 1 };
  const keyring = new Map<string, string>();
  let files: Record<string, Content> = authStore({ profiles: { "anthropic:default": own } });
  for (const access of ["one", "two", "three"]) {
    const world = { files: { ...files, ...claudeCode(NOW + HOUR, access).files }, keyring };
    const run = await session([IMPORT], world);
    expect([run.codes, run.stderr]).toEqual([[0], ""]);
    files = run.files;
  }
  expect(storeIn(files)["profiles"]).toMatchObject({
    "anthropic:default": own,
    "anthropic:import": { method: "import" },
  });
  expect([...keyring]).toEqual([["main/anthropic:import", JSON.stringify({ access: "three", expires: NOW + HOUR })]]);
});

test("--import of the account that is signed in here already leaves that sign-in as it is, named or not", async () => {
  const mine = {
    type: "oauth",
    provider: "openai-codex",
    access: "a",
    refresh: "r",
    expires: NOW + 1,
    email: "me@x.example",
  };
  const tokens = { id_token: PROFILE, access_token: jwt({ exp: NOW / 1000 + 60 }) };
  const world = {
    files: {
      ...authStore({ profiles: { "openai-codex:me@x.example": mine } }),
      "~/.codex/auth.json": JSON.stringify({ tokens }),
    },
  };
  const line = "models auth login --provider openai-codex --import --store file";
  const { codes, files } = await session([line, `${line} --profile-id openai-codex:me@x.example`], world);
  expect(codes).toEqual([0, 64]);
  expect(storeIn(files)["profiles"]).toMatchObject({
    "openai-codex:me@x.example": mine,
    "openai-codex:import": { email: "me@x.example", accountId: "plan-1" },
  });
});

const YOURSELF = "sign in here: `openclaw models auth login --provider anthropic --agent main`";
const AGAIN = "then `openclaw models auth login --provider anthropic --import --agent main`, or";

test.each<[string, World, number, string, string]>([
  [
    "anthropic",
    {},
    66,
    "no other program is signed in to anthropic here (looked for Claude Code)",
    `sign in there, ${AGAIN} ${YOURSELF}`,
  ],
  [
    "groq",
    {},
    66,
    "no other program is signed in to groq here",
    "sign in here: `openclaw models auth login --provider groq --agent main`",
  ],
  [
    "anthropic",
    claudeCode(NOW - 1),
    69,
    "the sign-in of Claude Code in ~/.claude/.credentials.json has ended",
    `use Claude Code once, which renews it, ${AGAIN} ${YOURSELF}`,
  ],
  [
    "anthropic",
    { files: { [PATH]: "{" } },
    78,
    "~/.claude/.credentials.json, where Claude Code keeps its sign-in, is not valid JSON",
    `use Claude Code once, ${AGAIN} ${YOURSELF}`,
  ],
  [
    "anthropic",
    { files: { [PATH]: { unreadable: "permission denied" } } },
    78,
    "~/.claude/.credentials.json, where Claude Code keeps its sign-in, cannot be read: permission denied",
    `use Claude Code once, ${AGAIN} ${YOURSELF}`,
  ],
])("--import for %s of %j is %i, before any keyring is asked", async (provider, world, code, message, hint) => {
  const keyring = { kind: "locked", reason: "nobody asks it" } as const;
  const line = `models auth login --provider ${provider} --import --agent main`;
  expect(await cli(line, { ...world, keyring })).toEqual({
    code,
    stdout: "",
    stderr: `error: ${message}\nhint: ${hint}\n`,
  });
});

test("the menu of --import has those that another program signs in to", async () => {
  const screen: string[] = [];
  const world = { ...claudeCode(NOW + HOUR), answers: ["anthropic"], screen };
  expect((await cli("models auth login --import --store file", world)).code).toBe(0);
  expect(screen[0]?.split("\n")).toContain("Google Gemini CLI · google-gemini-cli");
  expect(screen[0]).not.toContain("groq");
});
