import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";

const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const VARIABLES = { ANTHROPIC_API_KEY: KEY, NO_COLOR: "1" };
const model = (choice: unknown, more: World = { variables: VARIABLES }) =>
  withConfig({ agents: { defaults: { model: choice, models: { "anthropic/claude-opus-4-6": {} } } } }, more);
const linesOf = async (line: string, world: World) => (await cli(line, world)).stdout.split("\n");
const headline = async (choice: unknown, columns: number) => {
  const { stdout } = await cli("models status", model(choice, { variables: VARIABLES, columns }));
  return stdout.split("\n\n")[0];
};

describe("the headline", () => {
  test("wraps in a narrow terminal", async () => {
    expect(await headline({ primary: "zzz", fallbacks: ["opus"] }, 50)).toMatchInlineSnapshot(`
      "! anthropic/claude-opus-4-6 answers
        with ANTHROPIC_API_KEY sk-ant-api03-…uvwx,
        because zzz cannot"
    `);
    expect(await headline("opus", 50)).toMatchInlineSnapshot(`
      "✓ anthropic/claude-opus-4-6 answers
        with ANTHROPIC_API_KEY sk-ant-api03-…uvwx"
    `);
    expect(await headline("opus", 100)).toMatchInlineSnapshot(
      `"✓ anthropic/claude-opus-4-6 answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx"`,
    );
  });
});

describe("a model that is not in the catalog", () => {
  test("is marked `!`, and so is the headline", async () => {
    const [first, , row] = await linesOf("models status", model("anthropic/claude-opus-9"));
    expect([first, row]).toEqual([
      "! anthropic/claude-opus-9 answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx",
      "Model           ! anthropic/claude-opus-9  ANTHROPIC_API_KEY sk-ant-api03-…uvwx",
    ]);
    expect((await cli("models status --check", model("anthropic/claude-opus-9"))).code).toBe(0);
  });

  test("and has no credential is marked `✗`", async () => {
    const [, , row] = await linesOf("models status", model("openai/gpt-nope"));
    expect(row).toBe("Model           ✗ openai/gpt-nope  no credential");
  });
});

describe("a name that is longer than any real one", () => {
  const long = `anthropic/${"x".repeat(200)}`;
  const world = model({ primary: "opus", fallbacks: [long, "opus"] });

  test("does not push the columns of the others aside", async () => {
    const rows = (await cli("models status", world)).stdout.split("\n\n")[1]?.split("\n") ?? [];
    const column = 20 + 80;
    expect(rows.map((row) => row.indexOf(row.includes(long) ? "ANTHROPIC" : "opus ·"))).toEqual([
      column,
      18 + "1. ".length + long.length + 1,
      column,
    ]);
  });

  test("stays whole: it can be copied", async () => {
    for (const columns of [60, 100]) {
      const { stdout } = await cli("models status", { ...world, columns });
      expect(stdout).toContain(`! 1. ${long}\n`);
    }
  });
});

describe("the line of the store", () => {
  const agents = { agents: { list: [{ id: "main" }, { id: "work" }] } };
  const profiles = { "anthropic:a": { type: "api_key", provider: "anthropic", key: KEY } };
  const store = async (line: string, world: World) =>
    (await linesOf(line, world)).find((text) => text.startsWith("Store"))?.replace(/^Store +/, "");

  test.each([
    ["a store that is there", "models", withConfig(agents, { files: authStore({ profiles }) }), "main", ""],
    ["a store that is not there", "models", withConfig(agents), "main", " (not there)"],
    [
      "an agent without its own, which inherits",
      "models --agent work",
      withConfig(agents, { files: authStore({ profiles }) }),
      "work",
      " (not there; the main agent's is used)",
    ],
    ["an agent without any", "models --agent work", withConfig(agents), "work", " (not there)"],
    [
      "an agent with its own",
      "models --agent work",
      withConfig(agents, { files: authStore({ profiles }, "work") }),
      "work",
      "",
    ],
  ])("says of %s", async (_, line, world, agent, note) => {
    expect(await store(line, world)).toBe(`~/.openclaw/agents/${agent}/agent/auth-profiles.json${note}`);
    expect((await cliJson(line, world)).document["auth"]).toMatchObject({ storeExists: note === "" });
  });
});

test("a provider that only OpenRouter has is written with it in front", async () => {
  const { document } = await cliJson("models status", model("meta-llama/llama-3.3-70b-instruct"));
  expect(document["problems"]).toEqual([
    {
      severity: "error",
      message: "nobody knows the provider meta-llama (the default)",
      hint: "OpenRouter has it: write `openrouter/meta-llama/llama-3.3-70b-instruct`",
    },
  ]);
});

describe("where a secret stands", () => {
  const acme = (apiKey: unknown, variables: Record<string, string> = {}) =>
    withConfig(
      {
        agents: { defaults: { model: "acme/big" } },
        models: { providers: { acme: { baseUrl: "https://acme.example", apiKey, models: [{ id: "big" }] } } },
      },
      { variables },
    );
  test.each([
    ["a variable", "ANTHROPIC_API_KEY", { variables: { ANTHROPIC_API_KEY: KEY } }, "from a variable"],
    [
      "`.env`",
      "ANTHROPIC_API_KEY",
      { files: { "~/.openclaw/.env": `ANTHROPIC_API_KEY=${KEY}\n` } },
      "in clear in .env of the state directory",
    ],
    [
      "variables of the config",
      "ANTHROPIC_API_KEY",
      withConfig({ env: { vars: { ANTHROPIC_API_KEY: KEY } } }),
      "in clear in the config",
    ],
    ["the config", "models.providers.acme.apiKey", acme(KEY), "in clear in the config"],
    ["a variable of the config", "models.providers.acme.apiKey", acme("${ACME}", { ACME: KEY }), "from a variable"],
  ])("is said alike by status and explain: %s", async (_, name, world, place) => {
    const facts = `${name}  sk-ant-api03-…uvwx · ${place}`;
    const ref = name.startsWith("models") ? "acme/big" : "anthropic/claude-opus-4-6";
    expect((await cli("models status", world)).stdout).toContain(` • ${facts}\n`);
    expect((await cli(`models explain ${ref}`, world)).stdout).toContain(`\n✓ ${facts}\n    used: nothing before it\n`);
  });
});
