import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { NOW, type World } from "../../../testing/env.ts";
import { session, storeIn } from "../../../testing/session.ts";

const SECRET = "k0123456789abcdefghij";
const key = (provider: string) => ({ type: "api_key", provider, key: SECRET });
const expired = { type: "token", provider: "anthropic", token: SECRET, expires: NOW - 60_000 };

test("what is odd is named, with the command that mends it", async () => {
  const profiles = {
    "cohere:empty": { type: "api_key", provider: "cohere" },
    "deepseek:elsewhere": {
      type: "api_key",
      provider: "deepseek",
      keyRef: { source: "exec", provider: "op", id: "x" },
    },
    "groq:a": key("groq"),
    "mistral:other": key("mistral"),
    "openai:undated": { type: "oauth", provider: "openai", access: SECRET },
    "openrouter:paused": key("openrouter"),
    "together:set": { type: "api_key", provider: "together", keyRef: { source: "env", provider: "env", id: "HERE" } },
    "xai:c": key("xai"),
    "xai:unset": { type: "api_key", provider: "xai", keyRef: { source: "env", provider: "env", id: "NOT_HERE" } },
    "anthropic:soon": { ...expired, expires: NOW + 60_000 },
    strange: { type: "password", provider: "groq" },
  };
  const world = withConfig(
    { auth: { profiles: { "mistral:other": { provider: "mistral", mode: "token" } } } },
    {
      variables: { HERE: SECRET },
      files: authStore({
        profiles,
        order: { groq: ["xai:c", "groq:a", "groq:gone"] },
        usageStats: { "openrouter:paused": { cooldownUntil: NOW + 60_000 } },
      }),
    },
  );
  const { code, stdout, stderr } = await cli("models auth list", world);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ anthropic:soon      token · …ghij · expires in 1m · in clear in the auth store · used
        → \`openclaw models auth paste-token --provider anthropic --profile-id anthropic:soon --replace\`, or \`openclaw models auth logout anthropic:soon\`
    ✗ cohere:empty        API key · in clear in the auth store · holds no secret
        → \`openclaw models auth paste-api-key --provider cohere --profile-id cohere:empty --replace\`, or \`openclaw models auth logout cohere:empty\`
    ✓ deepseek:elsewhere  API key · does not expire · with a secret provider, not resolved · used
    ✓ groq:a              API key · …ghij · does not expire · in clear in the auth store · used
    ✗ groq:gone           not stored
        → \`openclaw models auth paste-api-key --provider groq --profile-id groq:gone\`, or \`openclaw models auth order clear --provider groq\`
    ✗ mistral:other       API key · …ghij · in clear in the auth store · the config declares it as token, but stored is api_key
        → \`openclaw models auth paste-api-key --provider mistral --profile-id mistral:other --replace\`, or \`openclaw models auth logout mistral:other\`
    ✗ openai:undated      OAuth · in clear in the auth store · names no expiry · used
        → sign in again with OpenClaw itself, or \`openclaw models auth logout openai:undated\`
    ✓ openrouter:paused   API key · …ghij · in clear in the auth store · used, but set aside for a while
    ✓ together:set        API key · does not expire · from a variable, HERE · used
    ✓ xai:c               API key · …ghij · does not expire · in clear in the auth store · used
    ✗ xai:unset           API key · from a variable · the variable NOT_HERE is not set
        → set NOT_HERE: \`export NOT_HERE=…\`
    ! xai:c is named for groq, but belongs to xai
        → \`openclaw models auth order clear --provider groq\`
    ! strange in the auth store is no credential
        → give it a provider, and a type: api_key, token or oauth

    agent main, in ~/.openclaw/agents/main/agent/auth-profiles.json
    "
  `);
  expect((await cli("models auth list --plain", world)).stdout.match(/^xai:c .*$/gm)).toEqual([
    "xai:c xai api_key file",
  ]);
});

test.each([
  ["oauth", "sign in with OpenClaw itself, or `openclaw models auth logout groq:x`"],
  [
    "token",
    "`openclaw models auth paste-token --provider groq --profile-id groq:x`, or `openclaw models auth logout groq:x`",
  ],
  [
    undefined,
    "`openclaw models auth paste-api-key --provider groq --profile-id groq:x`, or `openclaw models auth logout groq:x`",
  ],
])("a profile that is declared as %p and not stored is mended so", async (mode, hint) => {
  const world = withConfig({ auth: { profiles: { "groq:x": { provider: "groq", mode } } } });
  const { document } = await cliJson("models auth list", world);
  expect(document).toMatchObject({
    count: 1,
    profiles: [{ profileId: "groq:x", state: "not_stored", used: false, hint }],
  });
});

test.each([
  [{ order: { groq: ["xai:c"] } }, "take it out of `auth.order.groq` in the config"],
  [{ profiles: { "xai:c": { provider: "groq" } } }, "give it its own provider in `auth.profiles` of the config"],
])("a profile of another provider that the config names is mended there", async (auth, hint) => {
  const world = withConfig({ auth }, { files: authStore({ profiles: { "xai:c": key("xai") } }) });
  const { document } = await cliJson("models auth list", world);
  const message = "xai:c is named for groq, but belongs to xai";
  expect(document).toMatchObject({ count: 1, problems: [{ severity: "warning", message, hint }] });
});

const files = {
  ...authStore({ profiles: { "anthropic:main": expired, "groq:a": key("groq") } }),
  ...authStore({ profiles: { "anthropic:work": expired } }, "work"),
};
const agents = withConfig({ agents: { list: [{ id: "main" }, { id: "work" }] } }, { files });

test("what an agent inherits is said, and mended where it stands", async () => {
  const { stdout } = await cli("models auth list --agent work", agents);
  expect(stdout).toMatchInlineSnapshot(`
    "✗ anthropic:main  token · …ghij · expired 1m ago · in clear in the auth store · the main agent's · expired
        → \`openclaw models auth paste-token --provider anthropic --profile-id anthropic:main --replace --agent main\`, or \`openclaw models auth logout anthropic:main --agent main\`
    ✗ anthropic:work  token · …ghij · expired 1m ago · in clear in the auth store · expired
        → \`openclaw models auth paste-token --provider anthropic --profile-id anthropic:work --replace --agent work\`, or \`openclaw models auth logout anthropic:work --agent work\`
    ✓ groq:a          API key · …ghij · does not expire · in clear in the auth store · the main agent's · used

    agent work, in ~/.openclaw/agents/work/agent/auth-profiles.json
    "
  `);
});

test("the hints mend what they are about", async () => {
  const { document } = await cliJson("models auth list --agent work --provider anthropic", agents);
  const rows = document["profiles"] as { hint: string }[];
  const lines = rows.map(({ hint }) => `${hint.split("`")[1]?.replace("openclaw ", "")} --store file`);
  const { codes, files: after } = await session(lines, { ...agents, input: "tok-zyxwvutsrq9876543210" });
  expect(codes).toEqual([0, 0]);
  const tokens = ["main", "work"].map((agent) => {
    const store = storeIn(after, `/home/me/.openclaw/agents/${agent}/agent/auth-profiles.json`);
    return (store["profiles"] as Record<string, { token?: string }>)[`anthropic:${agent}`]?.token;
  });
  expect(tokens).toEqual(["tok-zyxwvutsrq9876543210", "tok-zyxwvutsrq9876543210"]);
});

test("where no agent is called main, what is inherited is mended in the agent that was named", async () => {
  const world = withConfig({ agents: { list: [{ id: "work" }] } }, { files });
  const { document } = await cliJson("models auth list --agent work", world);
  const paste = "openclaw models auth paste-token --provider anthropic --profile-id anthropic";
  expect((document["profiles"] as { hint: string | null }[]).map(({ hint }) => hint)).toEqual([
    `\`${paste}:main --replace --agent work\``,
    `\`${paste}:work --replace --agent work\`, or \`openclaw models auth logout anthropic:work --agent work\``,
    null,
  ]);
});

test("nothing is proposed that the database of a newer OpenClaw refuses", async () => {
  const stored = { profiles: { "anthropic:a": expired, "xai:c": key("xai") }, order: {} };
  const databases = {
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": {
      auth_profile_store: JSON.stringify(stored),
      auth_profile_state: JSON.stringify({ order: { groq: ["xai:c"] } }),
    },
  };
  const { stdout } = await cli("models auth list", { databases });
  expect(stdout).toMatchInlineSnapshot(`
    "✗ anthropic:a  token · …ghij · expired 1m ago · in clear in OpenClaw's database · expired
        → use OpenClaw's own command: this version only reads its database
    ✓ xai:c        API key · …ghij · does not expire · in clear in OpenClaw's database · used
    ! xai:c is named for groq, but belongs to xai
        → change the order with OpenClaw's own command

    agent main, in ~/.openclaw/agents/main/agent/openclaw-agent.sqlite
    "
  `);
});

test("a token that nobody could paste comes of signing in again", async () => {
  const store = authStore({ profiles: { "github-copilot:me": { ...expired, provider: "github-copilot" } } });
  const world = withConfig({ agents: { defaults: { model: "github-copilot/gpt-5.2" } } }, { files: store });
  const word = "--profile-id github-copilot:me --replace";
  const mended = `\`openclaw models auth login --provider github-copilot ${word}\`, or \`openclaw models auth logout github-copilot:me\``;
  expect((await cliJson("models auth list", world)).document["profiles"]).toMatchObject([{ hint: mended }]);
  const { document } = await cliJson("models status", world);
  expect((document["problems"] as { hint: string }[]).map(({ hint }) => hint)).toContain(mended);
});

test("a name out of a file is one word of the command that a hint proposes, whatever it holds", async () => {
  const id = "anthropic:a b;$(id)`id`";
  const world: World = { files: authStore({ profiles: { [id]: expired } }) };
  const paste = "models auth paste-token --provider anthropic --profile-id";
  const mended = `\`openclaw ${paste} '${id}' --replace\`, or \`openclaw models auth logout '${id}'\``;
  expect((await cliJson("models auth list", world)).document["profiles"]).toMatchObject([{ hint: mended }]);
  const { document } = await cliJson("models status", world);
  expect((document["problems"] as { hint: string }[]).map(({ hint }) => hint)).toContain(mended);
  const { stderr } = await cli(`models auth logout "${id}"`, world);
  expect(stderr).toEndWith(`hint: \`openclaw models auth logout '${id}' --yes\`\n`);
});
