import { expect, test } from "bun:test";
import { cli, cliJson } from "../../testing/cli.ts";
import { NOW, type World } from "../../testing/env.ts";

const ACCESS = "sk-ant-oat01-Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Aa";
const REFRESH = "sk-ant-ort01-Re6Fr9Es2Hp5Lk8Mj1Nh4Bg7Zz";
const claude = { claudeAiOauth: { accessToken: ACCESS, refreshToken: REFRESH, expiresAt: NOW + 3 * 3_600_000 } };
const world: World = {
  files: {
    "~/.claude/.credentials.json": JSON.stringify(claude),
    "~/.gemini/oauth_creds.json": JSON.stringify({ access_token: ACCESS, expiry_date: NOW - 86_400_000 * 3 }),
  },
  variables: { NO_COLOR: "1" },
};
const shown = async (line: string, more: World = {}) =>
  (await cli(line, { ...world, ...more })).stdout.split("\n\n").slice(2).join("\n\n");

test("explain names another program's sign-in, and that it is never used", async () => {
  expect(await shown("models explain anthropic/claude-opus-4-6")).toMatchInlineSnapshot(`
    "Credentials: none can be used as it stands
    - ~/.claude/.credentials.json  expires in 3h · in a credential file
        not used: it belongs to Claude Code, and is not used here; \`openclaw models auth login --provider anthropic --import\` copies it
      → \`openclaw models auth add --provider anthropic\`, or set ANTHROPIC_API_KEY
    "
  `);
  expect(await shown("models explain google-gemini-cli/gemini-3-pro-preview")).toMatchInlineSnapshot(`
    "Credentials: none can be used as it stands
    - ~/.gemini/oauth_creds.json  expired 3d ago · in a credential file
        not used: it belongs to Gemini CLI, and is not used here; \`openclaw models auth login --provider google-gemini-cli --import\` copies it
      → sign in with OpenClaw itself (Google sign-in)
    "
  `);
});

test("it changes neither the verdict nor which credential is used", async () => {
  const variables = { ANTHROPIC_API_KEY: "sk-ant-api03-abcdefghijklmnopqrstuvwx" };
  for (const more of [{}, { variables }]) {
    const [theirs, without] = [{ ...world, ...more }, more];
    const [one, two] = [
      (await cliJson("models explain anthropic/claude-opus-4-6", theirs)).document,
      (await cliJson("models explain anthropic/claude-opus-4-6", without)).document,
    ].map((document) => document["credential"] as { sources: { kind: string }[] });
    expect(one?.sources.filter(({ kind }) => kind === "program").length).toBe(1);
    expect({ ...one, sources: one?.sources.filter(({ kind }) => kind !== "program") }).toEqual({ ...two } as never);
  }
});

test("in JSON it is a source of a kind of its own", async () => {
  const { document } = await cliJson("models explain anthropic/claude-opus-4-6", world);
  expect((document["credential"] as { sources: unknown[] }).sources).toEqual([
    {
      kind: "program",
      name: "~/.claude/.credentials.json",
      storage: "ambient",
      masked: null,
      type: "oauth",
      health: "ok",
      expiresAt: NOW + 3 * 3_600_000,
      remainingMs: 3 * 3_600_000,
      refreshable: false,
      state: "other_program",
      detail: "Claude Code",
      used: false,
      reason:
        "it belongs to Claude Code, and is not used here; `openclaw models auth login --provider anthropic --import` copies it",
    },
  ]);
});

test("no command but explain looks at it, and none shows any of it", async () => {
  for (const line of [
    "models",
    "models list --all",
    "models auth list",
    "models explain anthropic/claude-opus-4-6",
    "models explain anthropic/claude-opus-4-6 --json",
  ]) {
    const { stdout, stderr } = await cli(line, world);
    for (const secret of [ACCESS, REFRESH]) expect(stdout + stderr).not.toContain(secret.slice(-8));
    expect(stdout.includes(".credentials.json")).toBe(line.includes("explain"));
  }
});
