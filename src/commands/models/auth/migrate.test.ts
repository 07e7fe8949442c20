import { expect, test } from "bun:test";
import { authStore } from "../../../testing/cli.ts";
import { CONFIG_PATH, session, STORE_PATH, storeIn } from "../../../testing/session.ts";

const KEY = "sk-proj-0123456789abcdefghij";
const TOKEN = "tok-0123456789abcdefghij";
const ref = (id: string) => ({ source: "exec", provider: "keyring", id });
const profiles = {
  "openai:work": { type: "api_key", provider: "openai", key: KEY, metadata: { x: 1 } },
  "anthropic:t": { type: "token", provider: "anthropic", token: TOKEN, expires: 5 },
  "anthropic:o": { type: "oauth", provider: "anthropic", access: "a", refresh: "r", expires: 1 },
  "groq:ref": { type: "api_key", provider: "groq", keyRef: ref("main/groq:ref") },
  "xai:env": { type: "api_key", provider: "xai", key: "${XAI}" },
};
const files = {
  ...authStore({ profiles }),
  [`${STORE_PATH}.bak`]: `{"k":"${KEY}"}`,
  [`${CONFIG_PATH}.bak.2`]: `// ${TOKEN}`,
};

test("every secret in clear is moved, and nothing else changes", async () => {
  const keyring = new Map<string, string>();
  const after = await session(["models auth migrate --yes"], { files, keyring });
  expect(after.codes).toEqual([0]);
  expect(after.stdout).toMatchInlineSnapshot(`
    "✓ moved 2 secrets of ~/.openclaw/agents/main/agent/auth-profiles.json into the keyring:
      openai:work
      anthropic:t
      anthropic:o stays: OpenClaw renews OAuth tokens in the store itself
      took them out of ~/.openclaw/agents/main/agent/auth-profiles.json.bak too
      took them out of ~/.openclaw/openclaw.json.bak.2 too
    "
  `);
  expect(after.stderr).toBe("warning: OpenClaw itself reads them only once `openclaw secrets link` has told it how\n");
  expect(Object.fromEntries(keyring)).toEqual({ "main/openai:work": KEY, "main/anthropic:t": TOKEN });
  expect(storeIn(after.files)["profiles"]).toEqual({
    ...profiles,
    "openai:work": { type: "api_key", provider: "openai", metadata: { x: 1 }, keyRef: ref("main/openai:work") },
    "anthropic:t": { type: "token", provider: "anthropic", expires: 5, tokenRef: ref("main/anthropic:t") },
  });
  expect(JSON.stringify(after.files)).not.toContain(KEY);
  expect(JSON.stringify(after.files)).not.toContain(TOKEN);
});

test("a second run finds nothing to do, and writes nothing", async () => {
  const first = await session(["models auth migrate --yes"], { files });
  const second = await session(["models auth migrate --yes"], { files: first.files });
  expect([second.codes, second.files]).toEqual([[0], first.files]);
  expect(second.stdout).toStartWith("Nothing to move: no secret stands in clear in ~/.openclaw/");
});

test("only the profiles that are named", async () => {
  const keyring = new Map<string, string>();
  await session(["models auth migrate anthropic:t --yes"], { files, keyring });
  expect([...keyring.keys()]).toEqual(["main/anthropic:t"]);
});

test("--dry-run changes nothing and asks nothing, not even the keyring", async () => {
  const keyring = { kind: "locked", reason: "why" } as const;
  const after = await session(["models auth migrate --dry-run"], { files, keyring });
  expect([after.codes, after.stderr, after.files]).toEqual([[0], "", (await session([], { files })).files]);
  expect(after.stdout).toStartWith("Dry run, nothing was moved. It would be 2 secrets of ");
});

test.each<[string, object, number, string]>([
  ["models auth migrate", {}, 64, "nobody is there to confirm moving 2 secrets"],
  ["models auth migrate", { answers: [false] }, 130, "cancelled"],
  ["models auth migrate openai:wor --yes", {}, 66, "there is no profile `openai:wor` in the store"],
  ["models auth migrate --yes", { keyring: { kind: "locked", reason: "why" } }, 75, "the keyring is locked: why"],
  [
    "models auth migrate --yes",
    { variables: { OPENCLAW_CONFIG_READONLY: "1" } },
    73,
    `${STORE_PATH} cannot be changed: OPENCLAW_CONFIG_READONLY is set`,
  ],
  [
    "models auth migrate --yes",
    { readOnly: "permission denied" },
    73,
    `${STORE_PATH} cannot be changed: permission denied`,
  ],
])("%s with %j is %i: %s", async (line, more, code, message) => {
  const after = await session([line], { files, ...more });
  expect([after.codes, after.stderr.split("\n")[0]]).toEqual([[code], `error: ${message}`]);
  expect(storeIn(after.files)["profiles"]).toEqual(profiles);
});

test("an empty home has nothing to move", async () => {
  const { codes, stdout } = await session(["models auth migrate"]);
  expect([codes, stdout]).toEqual([
    [0],
    "Nothing to move: no secret stands in clear in ~/.openclaw/agents/main/agent/auth-profiles.json\n",
  ]);
});
