import { expect, test } from "bun:test";
import { authStore, cli, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { NOW, type World } from "../../../testing/env.ts";
import { CONFIG_PATH, session, STORE_PATH, storeIn } from "../../../testing/session.ts";

const KEY = "gsk_0123456789abcdefghij";
const TOKEN = `sk-ant-oat01-${"Tk".repeat(40)}`;
const PASTE = "models auth paste-api-key --provider groq";
const ref = (id: string) => ({ source: "exec", provider: "keyring", id });

test("a secret goes into the keyring, and only a reference to it into the store", async () => {
  const keyring = new Map<string, string>();
  const { codes, stdout, stderr, files } = await session([PASTE], { input: `${KEY}\n`, keyring });
  expect([codes, stderr]).toEqual([[0], ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ stored groq:default
      the API key gsk_…ghij is in the keyring
      described in ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
    "
  `);
  expect(Object.fromEntries(keyring)).toEqual({ "main/groq:default": KEY });
  expect(storeIn(files)).toEqual({
    version: 1,
    profiles: { "groq:default": { type: "api_key", provider: "groq", keyRef: ref("main/groq:default") } },
  });
  expect(JSON.parse(String(files[CONFIG_PATH]))).toEqual({
    auth: { profiles: { "groq:default": { provider: "groq", mode: "api_key" } } },
  });
  expect(JSON.stringify(files)).not.toContain(KEY);
});

test.each([
  ["models auth paste-token --provider anthropic --expires-in 30d", TOKEN, "anthropic:manual", 30],
  ["models auth paste-token --provider anthropic --expires-in 30", TOKEN, "anthropic:manual", 30],
  [
    "models auth paste-token --provider anthropic --expires-in 2w --profile-id anthropic:work",
    TOKEN,
    "anthropic:work",
    14,
  ],
  ["models auth setup-token --expires-in 365", TOKEN, "anthropic:manual", 365],
])("%s stores a token with its end", async (line, input, id, days) => {
  const { files } = await session([line], { input });
  const profile = {
    type: "token",
    provider: "anthropic",
    tokenRef: ref(`main/${id}`),
    expires: NOW + days * 86_400_000,
  };
  expect(storeIn(files)["profiles"]).toEqual({ [id]: profile });
});

test.each(["\n", "\r\n", ""])("a line end %j behind the secret is not of it", async (end) => {
  const keyring = new Map<string, string>();
  await session([PASTE], { input: KEY + end, keyring });
  expect([...keyring.values()]).toEqual([KEY]);
});

test("--store file keeps it in clear, and says so; the variable means the same", async () => {
  for (const [line, variables] of [
    [`${PASTE} --store file`, {}],
    [PASTE, { OPENCLAW_SECRET_STORE: "file" }],
  ] as const) {
    const keyring = { kind: "unavailable", reason: "why" } as const;
    const { codes, stderr, files } = await session([line], { input: KEY, keyring, variables });
    expect([codes, stderr]).toEqual([
      [0],
      `warning: the secret stands in clear in ${STORE_PATH}, readable by you alone\n`,
    ]);
    expect(storeIn(files)["profiles"]).toEqual({ "groq:default": { type: "api_key", provider: "groq", key: KEY } });
  }
});

test("another account is never overwritten without --replace", async () => {
  const keyring = new Map<string, string>();
  const { codes, stderr } = await session([PASTE, PASTE, `${PASTE} --replace`], { input: KEY, keyring });
  expect(codes).toEqual([0, 64, 0]);
  expect(stderr).toContain("error: there is a profile `groq:default` already\nhint: replace it with `--replace`");
});

test("replacing keeps what others wrote, and forgets what was counted against the one before", async () => {
  const store = `{
  // not JSON, but kept
  "version": 1,
  "profiles": { "groq:default": { "type": "api_key", "provider": "groq", "key": "old" }, "xai:a": { "type": "api_key", "provider": "xai", "key": "k" } },
  "usageStats": { "groq:default": { "errorCount": 3 }, "xai:a": { "lastUsed": 1 } }
}
`.replace("  // not JSON, but kept\n", "");
  const world: World = { input: KEY, files: { [STORE_PATH]: store } };
  const { files } = await session([`${PASTE} --replace`], world);
  expect(storeIn(files)).toEqual({
    version: 1,
    profiles: {
      "groq:default": { type: "api_key", provider: "groq", keyRef: ref("main/groq:default") },
      "xai:a": { type: "api_key", provider: "xai", key: "k" },
    },
    usageStats: { "xai:a": { lastUsed: 1 } },
  });
});

test("the config's order gets the new profile, with its comments kept", async () => {
  const config = '{\n  // mine\n  auth: { order: { groq: ["groq:a"] } },\n}\n';
  const { files } = await session([PASTE], withConfig(config, { input: KEY }));
  expect(files[CONFIG_PATH]).toContain("// mine");
  expect(Bun.JSON5.parse(String(files[CONFIG_PATH]))).toEqual({
    auth: {
      order: { groq: ["groq:a", "groq:default"] },
      profiles: { "groq:default": { provider: "groq", mode: "api_key" } },
    },
  });
});

test("--agent stores for that agent, under its own account", async () => {
  const keyring = new Map<string, string>();
  const world = withConfig({ agents: { list: [{ id: "main" }, { id: "work" }] } }, { input: KEY, keyring });
  const { files } = await session([`${PASTE} --agent work`], world);
  expect([...keyring.keys()]).toEqual(["work/groq:default"]);
  expect(Object.keys(files)).toContain(`${HOME}/.openclaw/agents/work/agent/auth-profiles.json`);
});

test("another state directory has accounts of its own", async () => {
  const keyring = new Map<string, string>();
  await session([PASTE], { input: KEY, keyring, variables: { OPENCLAW_STATE_DIR: "/elsewhere" } });
  expect([...keyring.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{8}\/main\/groq:default$/)]);
});

test("a secret that never was in the keyring is replaced in the file without a word about the keyring", async () => {
  const store = authStore({
    profiles: { "groq:default": { type: "api_key", provider: "groq", key: "gsk_old0123456789" } },
  });
  const world = {
    files: store,
    keyring: { kind: "unavailable", reason: "no bus" },
    input: "gsk_0123456789abcdefghij",
  } as const;
  const outcome = await cli("models auth paste-api-key --provider groq --store file --replace", world);
  expect([outcome.code, outcome.stderr]).toEqual([
    0,
    "warning: the secret stands in clear in /home/me/.openclaw/agents/main/agent/auth-profiles.json, readable by you alone\n",
  ]);
});
