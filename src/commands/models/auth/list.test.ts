import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { NOW, type World } from "../../../testing/env.ts";

const ref = (id: string) => ({ source: "exec", provider: "keyring", id });
const profiles = {
  "anthropic:old": {
    type: "token",
    provider: "anthropic",
    token: "tok-0123456789abcdefghij",
    expires: NOW - 86_400_000,
  },
  "groq:plain": { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" },
  "groq:ring": { type: "api_key", provider: "groq", keyRef: ref("main/groq:ring") },
  "groq:extra": { type: "api_key", provider: "groq", key: "gsk_zyxwvutsrq9876543210" },
  "openai:me": {
    type: "oauth",
    provider: "openai",
    access: "at-0123456789abcdef",
    refresh: "r",
    expires: NOW + 86_400_000 * 3,
  },
};
const config = { auth: { profiles: { "xai:new": { provider: "xai", mode: "api_key" } } } };
const keyring = new Map<string, string>();
keyring.get = () => {
  throw new Error("the keyring was asked");
};
const world = withConfig(config, {
  files: authStore({ profiles, order: { groq: ["groq:ring", "groq:plain"] } }),
  keyring,
});

test("every credential, where its secret stands, which one is used, and how to mend what is broken", async () => {
  const { code, stdout, stderr } = await cli("models auth list", world);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✗ anthropic:old  token · …ghij · expired 24h ago · in clear in the auth store · expired
        → \`openclaw models auth paste-token --provider anthropic --profile-id anthropic:old --replace\`, or \`openclaw models auth logout anthropic:old\`
    ✓ groq:ring      API key · does not expire · in the keyring · used
    - groq:plain     API key · gsk_…ghij · does not expire · in clear in the auth store · groq:ring comes first
    - groq:extra     API key · gsk_…3210 · in clear in the auth store · left out by the store order
    ✓ openai:me      OAuth · expires in 3d · in clear in the auth store · used
    ✗ xai:new        not stored
        → \`openclaw models auth paste-api-key --provider xai --profile-id xai:new\`, or \`openclaw models auth logout xai:new\`

    agent main, in ~/.openclaw/agents/main/agent/auth-profiles.json
    "
  `);
});

test("plain is a profile a line, JSON has everything but the secrets", async () => {
  expect((await cli("models auth list --plain", world)).stdout).toBe(
    [
      "anthropic:old anthropic token file",
      "groq:ring groq api_key keyring",
      "groq:plain groq api_key file",
      "groq:extra groq api_key file",
      "openai:me openai oauth file",
      "xai:new xai - -",
      "",
    ].join("\n"),
  );
  const { document } = await cliJson("models auth list --provider groq", world);
  expect(document).toMatchObject({
    agentId: "main",
    count: 3,
    profiles: [
      { profileId: "groq:ring", storage: "keyring", masked: null, used: true },
      { profileId: "groq:plain", storage: "file", masked: "gsk_…ghij", used: false },
      { profileId: "groq:extra", state: "left_out" },
    ],
  });
  expect(JSON.stringify(document)).not.toContain("0123456789");
});

test("without any that is said, in every form", async () => {
  expect((await cli("models auth list")).stdout).toBe(
    "No credentials are stored. Add one: openclaw models auth add\nagent main, in ~/.openclaw/agents/main/agent/auth-profiles.json\n",
  );
  expect((await cli("models auth list --plain")).stdout).toBe("");
  expect((await cliJson("models auth list")).document).toMatchObject({ count: 0, profiles: [] });
});

test("a provider without any is named, and so is how to add one", async () => {
  const { code, stdout } = await cli("models auth list --provider z.ai", world);
  expect([code, stdout.split("\n")[0]]).toEqual([
    0,
    "No credentials of zai are stored. Add one: openclaw models auth add --provider zai",
  ]);
});

test("JSON says everything about a credential but its secret", async () => {
  const { document } = await cliJson("models auth list --provider anthropic", world);
  expect(document).toEqual({
    schemaVersion: 1,
    home: "/home/me",
    agentId: "main",
    provider: "anthropic",
    storePath: "/home/me/.openclaw/agents/main/agent/auth-profiles.json",
    storeKind: "json",
    count: 1,
    profiles: [
      {
        profileId: "anthropic:old",
        provider: "anthropic",
        kind: "profile",
        name: "anthropic:old",
        storage: "file",
        masked: "…ghij",
        type: "token",
        health: "expired",
        expiresAt: NOW - 86_400_000,
        remainingMs: -86_400_000,
        refreshable: false,
        state: "expired",
        detail: "",
        used: false,
        reason: "expired",
        inherited: false,
        variable: null,
        hint: "`openclaw models auth paste-token --provider anthropic --profile-id anthropic:old --replace`, or `openclaw models auth logout anthropic:old`",
      },
    ],
    problems: [],
  });
});

test("help shows how to find the secrets that stand in clear", async () => {
  const { code, stdout } = await cli("models auth list --help");
  expect([code, stdout.includes('select(.type and .storage == "file")')]).toEqual([0, true]);
});

const STORE = "/home/me/.openclaw/agents/main/agent/auth-profiles.json";

test.each<[string, World, number, string]>([
  ["models auth list --provider nobody", world, 66, "nobody knows the provider `nobody`"],
  ["models auth list --agent nobody", world, 66, "there is no agent `nobody`"],
  ["models auth list surplus", world, 64, "`surplus` is one word too many for `openclaw models auth list`"],
  ["models auth list", { files: { [STORE]: "{" } }, 78, `${STORE} is not valid JSON`],
  ["models auth list", { files: { [STORE]: { unreadable: "no" } } }, 78, `${STORE} cannot be read: no`],
])("%s is refused", async (line, there, code, message) => {
  const outcome = await cli(line, there);
  expect([outcome.code, outcome.stdout, outcome.stderr.split("\n")[0]]).toEqual([code, "", `error: ${message}`]);
});

test("no secret is ever shown", async () => {
  const lines = ["models auth list", "models auth list --plain", "models auth list --json"];
  const shown = await Promise.all(lines.map((line) => cli(line, world)));
  expect(JSON.stringify(shown)).not.toMatch(/0123456789|9876543210"|zyxwv/);
});
