import { expect, test } from "bun:test";
import { cli, cliJson } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const SECRET = "Kq8vZt3RwLm5Yc2NbXhP7Td4";
const codex = { OPENAI_API_KEY: `sk-proj-${SECRET}`, tokens: { access_token: SECRET, refresh_token: SECRET } };
const claude = { claudeAiOauth: { accessToken: `sk-ant-oat01-${SECRET}` } };
const copilot = { "github.com:Iv1.x": { oauth_token: `gho_${SECRET}` } };
const world: World = {
  files: {
    "~/.codex/auth.json": JSON.stringify(codex),
    "~/.claude/.credentials.json": JSON.stringify(claude),
    "~/.config/github-copilot/apps.json": JSON.stringify(copilot),
  },
};
const CONFIG = { "~/.openclaw/openclaw.json": `{"models":{"providers":{"x":{"apiKey":"sk-proj-${SECRET}"}}}}` };

test("the secrets of other programs are named beside the findings, and counted by nobody", async () => {
  const { code, document } = await cliJson("models auth audit --check", world);
  expect([code, document["count"], document["findings"]]).toEqual([0, 0, []]);
  expect(document["others"]).toEqual([
    {
      program: "Claude Code",
      provider: "anthropic",
      file: `${HOME}/.claude/.credentials.json`,
      place: "claudeAiOauth.accessToken",
    },
    {
      program: "GitHub Copilot's editor plug-in",
      provider: "github-copilot",
      file: `${HOME}/.config/github-copilot/apps.json`,
      place: "github.com.oauth_token",
    },
    { program: "Codex CLI", provider: "openai", file: `${HOME}/.codex/auth.json`, place: "OPENAI_API_KEY" },
    { program: "Codex CLI", provider: "openai-codex", file: `${HOME}/.codex/auth.json`, place: "tokens.access_token" },
  ]);
});

test("a person is told whose they are, and nothing of them is shown", async () => {
  const { stdout } = await cli("models auth audit", world);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ no secret stands in clear in 0 files

    Other programs keep secrets of their own, which are neither used nor moved:
      ~/.claude/.credentials.json         Claude Code, for anthropic
      ~/.config/github-copilot/apps.json  GitHub Copilot's editor plug-in, for github-copilot
      ~/.codex/auth.json                  Codex CLI, for openai and openai-codex
    "
  `);
  expect(stdout).not.toContain(SECRET.slice(-4));
});

test("they neither hide nor add to what was found, and stay out of the lines for scripts and of one agent", async () => {
  const both = { files: { ...world.files, ...CONFIG } };
  const [one, two] = [
    await cli("models auth audit --check", both),
    await cli("models auth audit --check", { files: CONFIG }),
  ];
  expect([one.code, one.stdout.startsWith(two.stdout)]).toEqual([1, true]);
  expect(await cli("models auth audit --plain", both)).toEqual(
    await cli("models auth audit --plain", { files: CONFIG }),
  );
  expect((await cliJson("models auth audit --agent main", both)).document["others"]).toEqual([]);
});
