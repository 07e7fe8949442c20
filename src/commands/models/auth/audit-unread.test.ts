import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const AGENT = `${STATE}/agents/main/agent`;
const work = authStore({ profiles: { "groq:a": { type: "api_key", provider: "groq", key: "w1" } } }, "work");
const plain = async (line: string, world: World) =>
  (await cli(`models auth audit ${line} --plain`, world)).stdout
    .replaceAll(`${HOME}/.openclaw/`, "")
    .split("\n")
    .slice(0, -1);
const answer = async (line: string, world: World) => {
  const { code, document } = await cliJson(`models auth audit ${line}`, world);
  const { warnings, complete } = document as { warnings: string[]; complete: boolean };
  return { code, warnings: warnings.map((warning) => warning.replaceAll(HOME, "~")), complete };
};

const CONFIG = `${STATE}/openclaw.json`;
const TOKEN = "*** gateway.auth.token openclaw.json";
const WORK = '*** profiles["groq:a"].key agents/work/agent/auth-profiles.json';
const ELSEWHERE = "folders that only the config names were not looked for";

/** What a broken config is warned of, and whether everything was looked at all the same. */
test.each<[string, NonNullable<World["files"]>, warnings: string[], complete: boolean, found: string[]]>([
  [
    "is cut off",
    { [CONFIG]: `{ gateway: { auth: { token: "t1` },
    [
      "~/.openclaw/openclaw.json:1:32 is not valid JSON5: it ends too early",
      ELSEWHERE,
      "~/.openclaw/openclaw.json is not valid JSON: what stands in it was only looked for line by line",
    ],
    false,
    ["*** line-1 openclaw.json", WORK],
  ],
  [
    "is of another shape",
    { [CONFIG]: `{ models: 5, agents: { list: [{ id: "work" }] }, gateway: { auth: { token: "t1" } } }` },
    ["models in ~/.openclaw/openclaw.json must be an object, not a number"],
    true,
    [TOKEN, WORK],
  ],
  [
    "needs a variable",
    { [CONFIG]: `{ a: "\${NOT_SET}", agents: { entries: { work: {} } }, gateway: { auth: { token: "t1" } } }` },
    ["a in the config needs the variable NOT_SET, which is not set"],
    true,
    [TOKEN, WORK],
  ],
  [
    "needs a variable to find an agent",
    { [CONFIG]: `{ agents: { entries: { far: { agentDir: "\${NOT_SET}" } } } }` },
    ["agents.entries.far.agentDir in the config needs the variable NOT_SET, which is not set", ELSEWHERE],
    false,
    [WORK],
  ],
  [
    "includes what is not there",
    { [CONFIG]: `{ $include: ["./no.json", "./m.json"] }`, [`${STATE}/m.json`]: `{ token: "t1" }` },
    ["~/.openclaw/openclaw.json includes ~/.openclaw/no.json, which does not exist", ELSEWHERE],
    false,
    ["*** token m.json", WORK],
  ],
  [
    "cannot be read",
    { [CONFIG]: { unreadable: "permission denied" }, [`${STATE}/.env`]: "A_KEY=t1" },
    ["~/.openclaw/openclaw.json cannot be read: permission denied", ELSEWHERE],
    false,
    ["*** A_KEY .env", WORK],
  ],
  [
    "has a .env that cannot be read",
    { [CONFIG]: `{ gateway: { auth: { token: "t1" } } }`, [`${STATE}/.env`]: { unreadable: "permission denied" } },
    ["~/.openclaw/.env cannot be read: permission denied", ELSEWHERE],
    false,
    [TOKEN, WORK],
  ],
])("a config that %s is warned of, and the rest goes on", async (_, files, warnings, complete, found) => {
  const world = { files: { ...files, ...work } };
  expect(await answer("", world)).toEqual({ code: 0, warnings, complete });
  expect(await plain("", world)).toEqual(found);
});

const UNREADABLE = { unreadable: "permission denied" };
const SHUT = { ...UNREADABLE, isFolder: true } as const;
test.each<[string, World, warning: string]>([
  [
    "a store",
    { files: { [`${AGENT}/auth-profiles.json`]: UNREADABLE } },
    "~/.openclaw/agents/main/agent/auth-profiles.json cannot be read: permission denied",
  ],
  [
    "a database",
    { databases: { [`${AGENT}/openclaw-agent.sqlite`]: { unreadable: "it is locked" } } },
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite cannot be read: it is locked",
  ],
  [
    "a backup of a database",
    { databases: { [`${STATE}/state/openclaw.sqlite.bak`]: { unreadable: "it is locked" } } },
    "~/.openclaw/state/openclaw.sqlite.bak cannot be read: it is locked",
  ],
  [
    "a row of a database",
    { databases: { [`${AGENT}/openclaw-agent.sqlite`]: { auth_profile_store: "{" } } },
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite is not valid JSON: what stands in it was only looked for line by line",
  ],
  [
    "the folder of the agents",
    { files: { [`${STATE}/agents`]: SHUT } },
    "~/.openclaw/agents cannot be listed: permission denied",
  ],
  ["a folder with backups", { files: { [AGENT]: SHUT } }, `${AGENT} cannot be listed: permission denied`],
])(
  "%s that cannot be read: --check is 78 where nothing was found, and 1 where something was",
  async (_, world, warning) => {
    const clean = withConfig({ agents: { list: [{ id: "main" }] } }, world);
    expect(await answer("--check", clean)).toEqual({ code: 78, warnings: [warning], complete: false });
    const { code, stdout } = await cli("models auth audit", clean);
    expect({ code, head: stdout.replace(/\d+ files?/, "some files").split("\n")[0] }).toEqual({
      code: 0,
      head: "! no secret stands in clear in some files, but not everything could be looked at",
    });
    const found = withConfig({ gateway: { auth: { token: "t1" } } }, world);
    expect(await answer("--check", found)).toEqual({ code: 1, warnings: [warning], complete: false });
  },
);

test("a store that is broken is looked through line by line", async () => {
  const files = { [`${AGENT}/auth-profiles.json`]: `{"profiles": {"a": {"type": "api_key", "key": "k1"` };
  expect(await plain("", { files })).toEqual(["*** line-1 agents/main/agent/auth-profiles.json"]);
  expect(await answer("--check", { files })).toMatchObject({ code: 1, complete: false });
});

test("what helps depends on where a secret stands: a variable of the config, or a file that is broken first", async () => {
  const cures = async (config: string) => {
    const { document } = await cliJson("models auth audit", { files: { "~/.openclaw/openclaw.json": config } });
    return (document["findings"] as { place: string; cure: string }[]).map(({ place, cure }) => `${place}: ${cure}`);
  };
  const keep = "`openclaw models auth add` keeps it in the keyring; then take the line out";
  expect(await cures('{env: {vars: {GROQ_API_KEY: "g1"}, OPENAI_API_KEY: "o1"}}')).toEqual([
    `env.vars.GROQ_API_KEY: ${keep}`,
    `env.OPENAI_API_KEY: ${keep}`,
  ]);
  expect(await cures('{gateway: {auth: {token: "t1"')).toEqual(["line 1: mend the file first: it is not valid JSON"]);
});
