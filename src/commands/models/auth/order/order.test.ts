import { expect, test } from "bun:test";
import { authStore, withConfig } from "../../../../testing/cli.ts";
import { HOME, type World } from "../../../../testing/env.ts";
import { session, STORE_PATH, storeIn } from "../../../../testing/session.ts";

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

test.each<[string, World, number, string]>([
  [`${SET} groq:x`, { files: store }, 66, "there is no profile `groq:x`"],
  [`${SET} xai:c`, { files: store }, 64, "the profile `xai:c` is one of xai, not of groq"],
  [`${SET} groq:a groq:a`, { files: store }, 64, "`groq:a` stands there twice"],
  [SET, { files: store }, 64, "`openclaw models auth order set` needs <profile-id>"],
  ["models auth order set groq:a", { files: store }, 64, "`openclaw models auth order set` needs `--provider`"],
  ["models auth order get --provider nobody", {}, 66, "nobody knows the provider `nobody`"],
  [
    `${CLEAR} --agent work`,
    agents,
    64,
    `the order is not this agent's own: ${HOME}/.openclaw/agents/work/agent/auth-profiles.json has none`,
  ],
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
