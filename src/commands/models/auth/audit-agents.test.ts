import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const store = (key: string) => ({ profiles: { "groq:a": { type: "api_key", provider: "groq", key } } });
const work = authStore(store("w1"), "work");
const team = withConfig(
  { agents: { list: [{ id: "work" }, { id: "home", default: true, agentDir: "~/else" }] } },
  { files: { ...authStore(store("m1")), ...work, "~/else/auth-profiles.json": JSON.stringify(store("h1")) } },
);
const ORPHAN = "no agent of the config is kept here: delete the folder when you need it no more";

/** The file of each finding, whether it can be moved, and what to do about it. */
async function found(line: string, world: World): Promise<unknown[]> {
  const { document } = await cliJson(`models auth audit ${line}`, world);
  const rows = document["findings"] as { file: string; movable: boolean; cure: string }[];
  return rows.map(({ file, movable, cure }) => [file.replace(HOME, "~"), movable, cure]);
}

test("every configured agent and main is looked at; the command names the agent where it must", async () => {
  expect(await found("", team)).toEqual([
    ["~/else/auth-profiles.json", true, "`openclaw models auth migrate`"],
    [`${STATE}/agents/work/agent/auth-profiles.json`, true, "`openclaw models auth migrate --agent work`"],
    [
      `${STATE}/agents/main/agent/auth-profiles.json`,
      false,
      "OpenClaw keeps it there itself; see that only you can read the file",
    ],
  ]);
});

test("the folder of an agent that the config does not name is looked at too", async () => {
  const files = {
    ...authStore(store("o1"), "gone"),
    [`${STATE}/agents/gone/agent/models.json.bak`]: `{"apiKey": "b1"}`,
  };
  expect(await found("", withConfig({ agents: { list: [{ id: "main" }] } }, { files }))).toEqual([
    [`${STATE}/agents/gone/agent/auth-profiles.json`, false, ORPHAN],
    [`${STATE}/agents/gone/agent/models.json.bak`, false, "delete this copy when you need it no more"],
  ]);
});

test("what an older version left in its own folder is found", async () => {
  const files = {
    [`${STATE}/openclaw.json`]: "{}",
    [`${STATE}/clawdbot.json`]: `{ gateway: { auth: { token: "t1" } } }`,
    "~/.clawdbot/clawdbot.json.bak": `{ gateway: { auth: { token: "t2" } } }`,
    "~/.clawdbot/agents/main/agent/auth-profiles.json": JSON.stringify(store("c1")),
    "~/.moltbot/credentials/oauth.json": `{"zai": {"access": "a1", "refresh": "r1"}}`,
    "~/.moldbot/.env": "GROQ_API_KEY=g1",
  };
  const { stdout } = await cli("models auth audit --plain", { files });
  expect(stdout.replaceAll(HOME, "~").split("\n")).toEqual([
    "*** gateway.auth.token ~/.openclaw/clawdbot.json",
    "*** zai.access ~/.moltbot/credentials/oauth.json",
    "*** zai.refresh ~/.moltbot/credentials/oauth.json",
    "*** GROQ_API_KEY ~/.moldbot/.env",
    '*** profiles["groq:a"].key ~/.clawdbot/agents/main/agent/auth-profiles.json',
    "*** gateway.auth.token ~/.clawdbot/clawdbot.json.bak",
    "",
  ]);
  const elsewhere = { files, variables: { OPENCLAW_STATE_DIR: "~/.openclaw" } };
  expect((await cli("models auth audit --plain", elsewhere)).stdout).not.toContain("/.clawdbot/");
});

test("with --agent it is that one with the main agent, whose credentials it inherits, and the files of all", async () => {
  const files = { ...team.files, [`${STATE}/.env`]: "GROQ_API_KEY=g1\n" };
  expect((await found("--agent work", { ...team, files })).map((row) => (row as string[])[0])).toEqual([
    `${STATE}/.env`,
    `${STATE}/agents/work/agent/auth-profiles.json`,
    `${STATE}/agents/main/agent/auth-profiles.json`,
  ]);
  expect((await cli("models auth audit --agent nobody", team)).code).toBe(66);
});
