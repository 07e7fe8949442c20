import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";

const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const profile = (provider: string) => ({ type: "api_key", provider, key: KEY });
const defaults = { model: { primary: "openai/gpt-5.2", fallbacks: ["ollama/llama3"] } };
const WORK = { model: "anthropic/claude-opus-4-6", agentDir: "~/work-agent" };
const files = authStore({ profiles: { "anthropic:shared": profile("anthropic"), "openai:shared": profile("openai") } });
const listed = withConfig({ agents: { defaults, list: [{ id: "main" }, { id: "Work", ...WORK }] } }, { files });
const keyed = withConfig({ agents: { defaults, entries: { main: {}, work: WORK } } }, { files });

const DATABASE = "~/.openclaw/agents/main/agent/openclaw-agent.sqlite";

async function agentOf(line: string, world: World) {
  const { agentId, agentDir, resolvedDefault, fallbacks, modelConfig } = (await cliJson(line, world)).document;
  return { agentId, agentDir, resolvedDefault, fallbacks, modelConfig };
}

describe.each([
  ["agents.list", listed],
  ["agents.entries", keyed],
])("an agent of %s", (_, world) => {
  const work = {
    agentId: "work",
    agentDir: "/home/me/work-agent",
    resolvedDefault: "anthropic/claude-opus-4-6",
    fallbacks: ["ollama/llama3"],
    modelConfig: { defaultSource: "agent", fallbacksSource: "defaults" },
  };

  test.each([
    "models status --agent work",
    "models --agent work status",
    "--agent=WORK models status",
    "models --agent work",
  ])("answers with its own model, asked by `%s`", async (line) => {
    expect(await agentOf(line, world)).toEqual(work);
  });

  test("is not asked when another is the default", async () => {
    expect(await agentOf("models status", world)).toEqual({
      agentId: "main",
      agentDir: "/home/me/.openclaw/agents/main/agent",
      resolvedDefault: "openai/gpt-5.2",
      fallbacks: ["ollama/llama3"],
      modelConfig: { defaultSource: "defaults", fallbacksSource: "defaults" },
    });
  });

  test("that does not exist is refused with those that do", async () => {
    const message = "there is no agent `wrok`";
    const hint = "did you mean `work`? agents: `main`, `work`";
    const stderr = `error: ${message}\nhint: ${hint}\n`;
    expect(await cli("models status --agent wrok", world)).toEqual({ code: 66, stdout: "", stderr });
    expect(await cliJson("--agent wrok models", world)).toEqual({
      code: 66,
      document: { schemaVersion: 1, error: { code: "unknown_agent", message, hint } },
    });
  });

  test("inherits the credentials of the main agent, and its own come before them", async () => {
    const own = {
      "/home/me/work-agent/auth-profiles.json":
        '{"profiles":{"anthropic:shared":{"type":"token","provider":"anthropic","token":"own"}}}',
    };
    const { document: inherited } = await cliJson("models status --agent work", world);
    expect(inherited["answering"]).toMatchObject({ credential: "anthropic:shared" });
    const { document } = await cliJson("models status --agent work", { ...world, files: { ...world.files, ...own } });
    expect(document["auth"]).toMatchObject({
      storePath: "/home/me/work-agent/auth-profiles.json",
      providers: [
        { provider: "anthropic", profiles: { count: 1, token: 1, apiKey: 0 } },
        { provider: "openai", profiles: { count: 1, apiKey: 1 } },
      ],
    });
  });
});

test("the commands that mend something name the agent where status was asked about a named one", async () => {
  const expired = { type: "token", provider: "anthropic", token: KEY, expires: 5 };
  const agents = { list: [{ id: "main" }, { id: "work", model: "anthropic/claude-opus-4-6" }] };
  const hintsOf = async (line: string, world: World) =>
    ((await cliJson(line, world)).document["problems"] as { hint: string }[]).map(({ hint }) => hint);
  const stored = withConfig({ agents }, { files: authStore({ profiles: { "anthropic:a": expired } }, "work") });
  expect(await hintsOf("models status --agent Work", stored)).toEqual([
    "`openclaw models auth paste-token --provider anthropic --profile-id anthropic:a --replace --agent work`, or `openclaw models auth logout anthropic:a --agent work`",
  ]);
  const add = (option: string) => [
    `\`openclaw models auth add --provider anthropic${option}\`, or set ANTHROPIC_API_KEY`,
  ];
  expect(await hintsOf("models status --agent work", withConfig({ agents }))).toEqual(add(" --agent work"));
  expect(await hintsOf("models status", withConfig({ agents }))).toEqual(add(""));
  const explained = await cliJson("models explain anthropic/claude-opus-4-6 --agent work", withConfig({ agents }));
  expect(explained.document["credential"]).toMatchObject({ hint: add(" --agent work")[0] });
});

test.each([
  ["the one marked as default", { list: [{ id: "main" }, { id: "play", default: true }] }, "play"],
  ["the only one", { list: [{ id: "play" }] }, "play"],
  ["`main` where none is marked", { list: [{ id: "play" }, { id: "work" }] }, "main"],
  ["`main` where none is configured", {}, "main"],
])("without --agent, status is about %s", async (_, agents, agentId) => {
  expect((await cliJson("models status", withConfig({ agents }))).document["agentId"]).toBe(agentId);
});

test.each([
  ["We Ird", "we-ird"],
  ["../../Etc", "etc"],
  ["a.b/c", "a-b-c"],
  ["-_x_-", "_x_"],
  ["…", "main"],
  ["x".repeat(80), "x".repeat(64)],
])("the id `%s` is taken as `%s`: it names a directory", async (id, agentId) => {
  const world = withConfig({ agents: { list: [{ id, model: "openai/gpt-5.2" }] } });
  const agentDir = `/home/me/.openclaw/agents/${agentId}/agent`;
  for (const line of ["models status", `models status "--agent=${id}"`, `models status --agent ${agentId}`]) {
    expect((await cliJson(line, world)).document).toMatchObject({ agentId, agentDir, defaultModel: "openai/gpt-5.2" });
  }
});

test("without configured agents, `main` may be named and no other", async () => {
  expect((await cli("models status --agent main --plain")).code).toBe(0);
  expect(await cli("models status --agent play")).toEqual({
    code: 66,
    stdout: "",
    stderr: "error: there is no agent `play`\nhint: agents: `main`\n",
  });
});

describe("the database of a newer OpenClaw", () => {
  const rows = {
    auth_profile_store: JSON.stringify({ profiles: { "anthropic:db": profile("anthropic") } }),
    auth_profile_state: JSON.stringify({ order: { anthropic: ["anthropic:db"] } }),
  };

  test("is the only place where credentials are read from", async () => {
    const { document } = await cliJson("models status", { files, databases: { [DATABASE]: rows } });
    expect(document["answering"]).toEqual({
      ref: "anthropic/claude-opus-4-6",
      role: "default",
      credential: "anthropic:db",
    });
    expect(document["auth"]).toMatchObject({
      storeKind: "sqlite",
      storePath: DATABASE.replace("~", "/home/me"),
      providers: [{ provider: "anthropic", sources: [{ name: "anthropic:db", storage: "database", used: true }] }],
    });
  });

  test("is named as what it is", async () => {
    const { stdout } = await cli("models status", { databases: { [DATABASE]: rows } });
    expect(stdout).toContain(`Store   ${DATABASE} (OpenClaw's database)\n`);
  });

  test("is the store only if it holds one, or if there is no other", async () => {
    const empty = { databases: { [DATABASE]: {} } };
    expect((await cli("models status --check", { ...empty, files })).code).toBe(0);
    expect((await cli("models status --check", empty)).code).toBe(1);
  });

  test("with a row that is no JSON is unreadable, and the row is not shown", async () => {
    const message = `${DATABASE.replace("~", "/home/me")} cannot be read: its credential row is not JSON`;
    const hint = "close the other program that uses it, or run `openclaw doctor`";
    const databases = { [DATABASE]: { auth_profile_store: `{"key":"${KEY}` } };
    expect(await cliJson("models status", { databases })).toEqual({
      code: 78,
      document: { schemaVersion: 1, error: { code: "store_unreadable", message, hint } },
    });
  });
});
