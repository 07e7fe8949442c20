import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../../testing/cli.ts";
import { HOME } from "../../../../testing/disk.ts";
import { type World } from "../../../../testing/env.ts";
import { CONFIG_PATH, session, STORE_PATH, storeIn } from "../../../../testing/session.ts";

const key = (provider: string) => ({ type: "api_key", provider, key: "k0123456789abcdefghij" });
const profiles = { "groq:a": key("groq"), "groq:b": key("groq"), "xai:c": key("xai") };
const store = authStore({ profiles, order: { groq: ["groq:b"] } });
const GET = "models auth order get --provider groq";
const SET = "models auth order set --provider groq";
const CLEAR = "models auth order clear --provider groq";

test("the order is shown as OpenClaw shows it", async () => {
  const { stdout } = await session([GET, "models auth order get --provider xai"], { files: store });
  expect(stdout).toMatchInlineSnapshot(`
    "Agent: main
    Provider: groq
    Auth file: ~/.openclaw/agents/main/agent/auth-profiles.json
    Order override: groq:b
    Agent: main
    Provider: xai
    Auth file: ~/.openclaw/agents/main/agent/auth-profiles.json
    Order override: (none)
    "
  `);
});

test("it is set, and everything else stays", async () => {
  const { codes, stdout, files } = await session([`${SET} groq:a groq:b`], { files: store });
  expect([codes, stdout.split("\n")[0]]).toEqual([[0], "✓ the order is set"]);
  expect(storeIn(files)).toEqual({ version: 1, profiles, order: { groq: ["groq:a", "groq:b"] } });
});

test("it is cleared, and the file of an agent that has none is not made", async () => {
  const { codes, files } = await session([CLEAR, CLEAR], { files: store });
  expect([codes, storeIn(files)["order"]]).toEqual([[0, 0], {}]);
  const none = await session([CLEAR]);
  expect([none.codes, none.files, none.stdout.split("\n")[0]]).toEqual([[0], {}, "Nothing to do: it is so already."]);
});

test("the same again, and a dry run, write nothing", async () => {
  const { stdout, files } = await session([`${SET} groq:b`, `${SET} groq:a --dry-run`, `${CLEAR} --dry-run`], {
    files: store,
  });
  expect(files[STORE_PATH]).toBe(store["~/.openclaw/agents/main/agent/auth-profiles.json"] as string);
  expect(stdout.match(/Nothing to do|Dry run/g)).toEqual(["Nothing to do", "Dry run", "Dry run"]);
});

const agents = withConfig({ agents: { list: [{ id: "main" }, { id: "work" }] } }, { files: store });

test("an agent gets an order of its own, and nobody's secrets", async () => {
  const { codes, files } = await session([`${SET} groq:a --agent work`], agents);
  expect(codes).toEqual([0]);
  const path = `${HOME}/.openclaw/agents/work/agent/auth-profiles.json`;
  expect(storeIn(files, path)).toEqual({ version: 1, profiles: {}, order: { groq: ["groq:a"] } });
  expect(storeIn(files)["order"]).toEqual({ groq: ["groq:b"] });
});

test("an order that an agent inherits is shown as the main agent's, and comes back when its own is cleared", async () => {
  const get = `${GET} --agent work`;
  const { codes, stdout } = await session(
    [get, `${SET} groq:a --agent work`, `${CLEAR} --agent work --dry-run`, get, `${CLEAR} --agent work`, get],
    agents,
  );
  expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  expect(stdout.match(/^(Order|✓|Dry).*$/gm)).toEqual([
    "Order override: groq:b (the main agent's)",
    "✓ the order is set",
    "Order override: groq:a",
    "Dry run, nothing was written.",
    "Order override: groq:b (the main agent's)",
    "Order override: groq:a",
    "✓ the order is cleared",
    "Order override: groq:b (the main agent's)",
    "Order override: groq:b (the main agent's)",
  ]);
});

test("an order that an agent inherits can be made its own, so that the main agent's no longer changes it", async () => {
  const { stdout, files } = await session([`${SET} groq:b --agent work`, `${SET} groq:b --agent work`], agents);
  expect(stdout.match(/^(✓|Nothing).*$/gm)).toEqual(["✓ the order is set", "Nothing to do: it is so already."]);
  const path = `${HOME}/.openclaw/agents/work/agent/auth-profiles.json`;
  expect(storeIn(files, path)["order"]).toEqual({ groq: ["groq:b"] });
});

test("a store whose order is null takes one", async () => {
  const { codes, files } = await session([`${SET} groq:a`], { files: authStore({ profiles, order: null }) });
  expect([codes, storeIn(files)]).toEqual([[0], { version: 1, profiles, order: { groq: ["groq:a"] } }]);
});

test("another spelling of the provider is the same provider, and keeps its place in the file", async () => {
  const spelled = authStore({ profiles: { "zai:a": key("zai") }, order: { "z.ai": ["zai:gone"] } });
  const set = await session(["models auth order set --provider z-ai zai:a"], { files: spelled });
  expect([set.codes, storeIn(set.files)["order"]]).toEqual([[0], { "z.ai": ["zai:a"] }]);
  const cleared = await session(["models auth order clear --provider zai"], { files: spelled });
  expect([cleared.codes, storeIn(cleared.files)["order"]]).toEqual([[0], {}]);
});

const fields = {
  schemaVersion: 1,
  agentId: "main",
  agentDir: `${HOME}/.openclaw/agents/main/agent`,
  provider: "groq",
  authStorePath: "~/.openclaw/agents/main/agent/auth-profiles.json",
  inherited: false,
  dryRun: false,
};

test.each<[string, World, object]>([
  [GET, { files: store }, { ...fields, order: ["groq:b"], changed: false }],
  [GET, {}, { ...fields, order: null, changed: false }],
  [`${SET} groq:a`, { files: store }, { ...fields, order: ["groq:a"], changed: true }],
  [`${SET} groq:a --dry-run`, { files: store }, { ...fields, order: ["groq:a"], changed: true, dryRun: true }],
  [`${SET} groq:b`, { files: store }, { ...fields, order: ["groq:b"], changed: false }],
  [CLEAR, { files: store }, { ...fields, order: null, changed: true }],
  [CLEAR, {}, { ...fields, order: null, changed: false }],
])("%s as JSON says what is in force and what was done", async (line, world, expected) => {
  expect(await cliJson(line, world)).toEqual({ code: 0, document: { ...expected } as Record<string, unknown> });
});

test.each([GET, `${SET} groq:a`, CLEAR])("%s explains itself with an example that names the provider", async (line) => {
  const { code, stdout } = await cli(`${line} --help`);
  expect([code, stdout.match(/^ +openclaw models auth order \S+ --provider anthropic/m)?.length]).toEqual([0, 1]);
});

const NOT_OWN = `the order is not this agent's own: ${HOME}/.openclaw/agents/work/agent/auth-profiles.json has none`;
const database = {
  "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": {
    auth_profile_store: JSON.stringify({ profiles: { "groq:a": key("groq") } }),
  },
};
const DATABASE = `${HOME}/.openclaw/agents/main/agent/openclaw-agent.sqlite`;
const inDatabase = `OpenClaw keeps these credentials in ${DATABASE}, which this version only reads`;

test.each<[string, World, number, string]>([
  [`${SET} groq:x`, { files: store }, 66, "there is no profile `groq:x`"],
  [`${SET} xai:c`, { files: store }, 64, "the profile `xai:c` is one of xai, not of groq"],
  [`${SET} groq:a groq:a`, { files: store }, 64, "`groq:a` stands there twice"],
  [SET, { files: store }, 64, "`openclaw models auth order set` needs <profile-id>"],
  ["models auth order set groq:a", { files: store }, 64, "`openclaw models auth order set` needs `--provider`"],
  ["models auth order get --provider nobody", {}, 66, "nobody knows the provider `nobody`"],
  [`${GET} --agent nobody`, agents, 66, "there is no agent `nobody`"],
  [GET, { files: { [STORE_PATH]: "{" } }, 78, `${STORE_PATH} is not valid JSON`],
  [`${SET} groq:a`, { files: { [STORE_PATH]: "{" } }, 78, `${STORE_PATH} is not valid JSON`],
  [CLEAR, { files: { [STORE_PATH]: { unreadable: "no" } } }, 78, `${STORE_PATH} cannot be read: no`],
  [GET, { files: { [CONFIG_PATH]: { unreadable: "no" } } }, 78, `${CONFIG_PATH} cannot be read: no`],
  [`${SET} groq:a`, { databases: database }, 73, inDatabase],
  [`${SET} groq:a --dry-run`, { databases: database }, 73, inDatabase],
  [CLEAR, { databases: database }, 73, inDatabase],
  [`${CLEAR} --agent work`, agents, 64, NOT_OWN],
  [`${CLEAR} --agent work --dry-run`, agents, 64, NOT_OWN],
  [
    `${SET} groq:a`,
    { files: store, readOnly: "permission denied" },
    73,
    `${STORE_PATH} cannot be changed: permission denied`,
  ],
  [
    `${SET} groq:a`,
    { files: store, variables: { OPENCLAW_NIX_MODE: "1" } },
    73,
    `${STORE_PATH} cannot be changed: OPENCLAW_NIX_MODE is set`,
  ],
])("%s is refused", async (line, world, code, message) => {
  const { codes, stderr, files } = await session([line], world);
  expect([codes, stderr.split("\n")[0]]).toEqual([[code], `error: ${message}`]);
  expect(Object.values(files)).toEqual(Object.values(world.files ?? {}));
});

test("a wrong id is answered with the nearest ones of the same provider", async () => {
  const { stderr } = await session([`${SET} groq:aa`, `${SET} xai:d`], { files: store });
  expect(stderr.match(/^hint: .*$/gm)).toEqual([
    "hint: did you mean `groq:a` or `groq:b`?",
    "hint: list them with `openclaw models auth list`",
  ]);
});

test("no secret is ever shown", async () => {
  const lines = [GET, `${SET} groq:a --dry-run`, `${SET} groq:a`, `${CLEAR} --dry-run`, CLEAR, `${SET} groq:x`];
  const { stdout, stderr } = await session([...lines, ...lines.map((line) => `${line} --json`)], { files: store });
  expect(stdout + stderr).not.toContain("0123456789");
});
