import { expect, test } from "bun:test";
import { join } from "node:path";
import { BINARY, runBinary, snapshot, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";
import { trace } from "../testing/trace.ts";

const canary = (name: string) => `sk-ant-oat01-${name}Kq8vZt3RwLm5Yc2NbXhP7`;
const flat = (name: string) =>
  JSON.stringify({ access_token: canary(name), refresh_token: canary(`${name}r`), expiry_date: 4_000_000_000_000 });

/** The sign-ins of other programs, in their own files. */
const THEIRS = {
  ".claude/.credentials.json": JSON.stringify({
    claudeAiOauth: { accessToken: canary("Aa"), refreshToken: canary("Bb"), expiresAt: 4_000_000_000_000 },
  }),
  ".codex/auth.json": JSON.stringify({
    OPENAI_API_KEY: canary("Cc"),
    tokens: { access_token: canary("Dd"), refresh_token: canary("Ee"), account_id: "acc" },
  }),
  ".config/github-copilot/apps.json": JSON.stringify({ "github.com:Iv1.x": { oauth_token: canary("Ff") } }),
  ".config/github-copilot/hosts.json": JSON.stringify({ "github.com": { oauth_token: canary("Gg") } }),
  ".gemini/oauth_creds.json": flat("Hh"),
  ".qwen/oauth_creds.json": flat("Ii"),
  ".minimax/oauth_creds.json": flat("Jj"),
};
const FILES = Object.keys(THEIRS);

const MODELS = {
  "anthropic/claude-opus-4-6": ".claude/.credentials.json",
  "openai-codex/gpt-5.2": ".codex/auth.json",
  "openai/gpt-5.2": ".codex/auth.json",
  "github-copilot/gpt-5": ".config/github-copilot/apps.json",
  "google-gemini-cli/gemini-3-pro-preview": ".gemini/oauth_creds.json",
  "qwen-portal/coder-model": ".qwen/oauth_creds.json",
  "minimax-portal/MiniMax-M2": ".minimax/oauth_creds.json",
};

test("no command shows eight characters of what belongs to another program, or changes it", () =>
  withFolder({ ...FULL_HOME, ...THEIRS }, async (home) => {
    const before = await snapshot(home);
    const explains = Object.keys(MODELS).map((model) => ["models", "explain", model]);
    for (const argv of [...READING_COMMANDS, ...explains]) {
      for (const mode of [[], ["--json"]]) {
        const { stdout, stderr } = runBinary([...argv, ...mode], { home, variables: FULL_VARIABLES });
        expect(`${stdout}${stderr}`).not.toMatch(/Kq8vZt3R|q8vZt3Rw|Lm5Yc2Nb|2NbXhP7|XhP7/);
      }
    }
    expect(await snapshot(home)).toEqual(before);
  }));

test.each(Object.entries(MODELS))("explain %s says where another program's sign-in stands", (model, file) =>
  withFolder(THEIRS, (home) => {
    const { stdout } = runBinary(["models", "explain", model, "--json"], { home });
    const { sources } = JSON.parse(stdout).credential as { sources: Record<string, unknown>[] };
    expect(sources).toMatchObject([
      { kind: "program", name: `~/${file}`, state: "other_program", used: false, masked: null },
    ]);
  }),
);

/** Commands that are asked about them; all others leave their files shut. */
const ASKED = ["models explain", "models auth audit"];

test
  .skipIf(process.platform !== "linux")
  .each(
    READING_COMMANDS.map((argv) => argv.join(" ")).filter((line) => !ASKED.some((asked) => line.startsWith(asked))),
  )("%s opens no file of another program", (line) =>
  withFolder({ ...FULL_HOME, ...THEIRS }, (home) => {
    const lines = trace([BINARY, ...line.split(" ")], home, FULL_VARIABLES);
    expect(lines.filter((call) => FILES.some((file) => call.includes(join(home, file))))).toEqual([]);
  }),
);
