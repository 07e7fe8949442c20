import { expect, test } from "bun:test";
import type { Variables } from "../contracts/env.ts";
import type { AppError } from "../contracts/error.ts";
import type { Config } from "../schema/config.ts";
import { agentsOf, selectAgent } from "./agents.ts";

type Agents = NonNullable<Config["agents"]>;

const places = { home: "/home/me", stateDir: "/state", configPath: "/state/openclaw.json" };
const select = (agents: Agents, requested?: string, variables: Variables = {}) =>
  selectAgent({ agents }, places, variables, "/cwd", requested);
const dirOf = (id: string) => `/state/agents/${id}/agent`;

test("agent ids are lower case, made of words and dashes, and no longer than 64 characters", () => {
  const long = "x".repeat(65);
  const entries = { "My Agent!": {}, "a/../b": {}, snake_case: {}, [long]: {} };
  expect([...agentsOf({ agents: { entries } }).keys()]).toEqual(["my-agent", "a-b", "snake_case", long.slice(1)]);
});

test("agents are those of the list and of the roster, the roster's the last word", () => {
  const agents: Agents = {
    list: [{ id: "Main", name: "old" }, { id: " work " }],
    entries: { main: { name: "new" }, Home: { default: true } },
  };
  expect([...agentsOf({ agents })]).toEqual([
    ["main", { name: "new" }],
    ["work", { id: " work " }],
    ["home", { default: true }],
  ]);
  expect([...agentsOf({})]).toEqual([]);
});

test.each<[string, Agents, string]>([
  ["there are none", {}, "main"],
  ["the list is empty", { list: [] }, "main"],
  ["the sole one of the list", { list: [{ id: "Work" }] }, "work"],
  ["the sole one of the roster", { entries: { work: {} } }, "work"],
  ["the marked one of the list", { list: [{ id: "a" }, { id: "b", default: true }] }, "b"],
  ["the marked one of the roster", { entries: { a: {}, b: { default: true } } }, "b"],
  ["the first of two marked ones", { list: [{ id: "a", default: true }], entries: { b: { default: true } } }, "a"],
  ["none of several is marked", { list: [{ id: "a" }, { id: "b", default: false }] }, "main"],
])("the default agent: %s", (_, agents, id) => {
  const { entry, ...agent } = select(agents);
  expect(agent).toEqual({ id, dir: dirOf(id), mainDir: dirOf("main") });
  expect(entry).toEqual(agentsOf({ agents }).get(id));
});

const agents: Agents = {
  list: [{ id: "main" }, { id: "work", agentDir: "~/w", default: true }, { id: "abs", agentDir: " /abs " }],
  entries: { rel: { agentDir: "rel" }, blank: { agentDir: "  " } },
};

test.each([
  ["work", "work", "/home/me/w"],
  [" WORK ", "work", "/home/me/w"],
  ["../Work!", "work", "/home/me/w"],
  ["abs", "abs", "/abs"],
  ["rel", "rel", "/cwd/rel"],
  ["blank", "blank", dirOf("blank")],
  ["main", "main", dirOf("main")],
])("--agent %p means %s at %s", (requested, id, dir) => {
  const agent = select(agents, requested);
  expect([agent.id, agent.dir, agent.mainDir]).toEqual([id, dir, dirOf("main")]);
});

test("the main agent's directory is where its entry says", () => {
  const moved: Agents = { entries: { main: { agentDir: "~/m" }, work: {} } };
  expect(select(moved, "work")).toEqual({ id: "work", dir: dirOf("work"), mainDir: "/home/me/m", entry: {} });
});

test.each<[string, Variables, string]>([
  ["OPENCLAW_AGENT_DIR", { OPENCLAW_AGENT_DIR: "~/x", PI_CODING_AGENT_DIR: "/pi" }, "/home/me/x"],
  ["PI_CODING_AGENT_DIR", { PI_CODING_AGENT_DIR: "/pi" }, "/pi"],
  ["PI_CODING_AGENT_DIR beside a blank one", { OPENCLAW_AGENT_DIR: "  ", PI_CODING_AGENT_DIR: "/pi" }, "/pi"],
  ["a relative path", { OPENCLAW_AGENT_DIR: "x" }, "/cwd/x"],
])("%s says where the agent stands when nobody asks for one", (_, variables, dir) => {
  expect(select({}, undefined, variables)).toEqual({ id: "main", dir, mainDir: dir, entry: undefined });
  expect(select(agents, undefined, variables).dir).toBe(dir);
});

test("an agent that is asked for stands where the config says, whatever the variable", () => {
  const variables = { OPENCLAW_AGENT_DIR: "/override" };
  expect([select(agents, "work", variables).dir, select(agents, "rel", variables).dir]).toEqual([
    "/home/me/w",
    "/cwd/rel",
  ]);
});

test("main exists where no agents are configured", () => {
  expect(select({}, "MAIN")).toEqual({ id: "main", dir: dirOf("main"), mainDir: dirOf("main"), entry: undefined });
});

test.each<[string, Agents, string]>([
  ["wrok", agents, "did you mean `work`? agents: `main`, `work`, `abs`, `rel`, `blank`"],
  ["nobody", agents, "agents: `main`, `work`, `abs`, `rel`, `blank`"],
  ["main", { list: [{ id: "solo" }] }, "agents: `solo`"],
  ["constructor", {}, "agents: `main`"],
  ["__proto__", {}, "agents: `main`"],
])("the agent %p does not exist, and those that do are named", (requested, known, hint) => {
  let error: unknown;
  try {
    error = select(known, requested);
  } catch (thrown) {
    const { code, message, hint: named } = thrown as AppError;
    error = [code, message, named];
  }
  expect(error).toEqual(["unknown_agent", `there is no agent \`${requested}\``, hint]);
});

test.each(["../main", " MAIN ", ""])(
  "the agent %p is the main one: an id names a directory, and leads nowhere else",
  (id) => {
    expect(select({}, id)).toMatchObject({ id: "main", dir: "/state/agents/main/agent" });
  },
);

test("ids that differ in a dash are two agents", () => {
  const two = { list: [{ id: "work-" }, { id: "work" }] };
  expect([select(two, "work-").id, select(two, "work").id]).toEqual(["work-", "work"]);
});
