import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const acme = {
  baseUrl: "https://acme.example/v1",
  apiKey: "acme-0123456789-abcd",
  models: [
    { id: "big", name: "Big", contextWindow: 128_000, input: ["text", "image"], cost: { input: 1.25, output: 10 } },
    { id: "free", name: "Free", contextWindow: 32_000, cost: { input: 0, output: 0 } },
  ],
};
const lab = { baseUrl: "http://10.0.0.7:8080/v1", models: [{ id: "tiny", name: "Tiny", contextWindow: 8192 }] };
const config = {
  agents: {
    defaults: {
      model: { primary: "acme/big", fallbacks: ["lab/tiny"] },
      imageModel: { primary: "acme/big", fallbacks: ["beta/gone"] },
      models: { "acme/big": { alias: "big" }, "acme/free": {} },
    },
  },
  models: { mode: "replace", providers: { acme, lab, beta: { baseUrl: "https://beta.example", models: [] } } },
};
const world = withConfig(config);
async function keys(options: string, here = world): Promise<string[]> {
  const { stdout } = await cli(`models list ${options} --plain`, here);
  return stdout.split("\n").slice(0, -1);
}

test("where nothing is configured, the standard model is the list", async () => {
  expect(await keys("", {})).toEqual(["anthropic/claude-opus-4-6"]);
});

test.each([
  ["--local", ["lab/tiny"]],
  ["--free", ["lab/tiny", "acme/free"]],
  ["--provider ACME", ["acme/big", "acme/free"]],
  ["--provider acme --free", ["acme/free"]],
  ["--all --provider=acme", ["acme/big", "acme/free"]],
  ["--all", ["acme/big", "acme/free", "lab/tiny", "beta/gone"]],
  ["--all --local --offline", ["lab/tiny"]],
  ["--provider anthropic", []],
])("`%s` leaves what it says", async (options, expected) => {
  expect(await keys(options)).toEqual(expected);
});

test("an agent's own model is the default of its list", async () => {
  const agents = { ...config.agents, list: [{ id: "main" }, { id: "work", model: "lab/tiny" }] };
  expect(await keys("--agent work", withConfig({ ...config, agents }))).toEqual([
    "lab/tiny",
    "acme/big",
    "beta/gone",
    "acme/free",
  ]);
});

describe("is refused, in words and in JSON:", () => {
  test.each([
    ["--provider acmee", 66, "unknown_provider", "nobody knows the provider `acmee`", "did you mean `acme`?"],
    [
      "--provider zzz",
      66,
      "unknown_provider",
      "nobody knows the provider `zzz`",
      "list them with `openclaw plugins list`",
    ],
    ["--agent play", 66, "unknown_agent", "there is no agent `play`", "agents: `main`"],
  ])("%s", async (options, exit, code, message, hint) => {
    const stderr = `error: ${message}\nhint: ${hint}\n`;
    expect(await cli(`models list ${options}`, world)).toEqual({ code: exit, stdout: "", stderr });
    expect(await cliJson(`models list ${options}`, world)).toEqual({
      code: exit,
      document: { schemaVersion: 1, error: { code, message, hint } },
    });
  });
});

test("help names the filters", async () => {
  const { code, stdout, stderr } = await cli("models list --help", world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.slice(0, stdout.indexOf("  --refresh"))).toMatchInlineSnapshot(`
    "List models, the configured ones or all

    Usage: openclaw models list [options]

    Options:
      --all                  Every model of the catalog, not only the configured ones
      --local                Only models on this machine or its own network
      --free                 Only models that cost nothing (no plan, both prices 0)
      --provider <provider>  Only models of this provider
    "
  `);
});

test("the Key column says what becomes of the credential that is used: expired in red", async () => {
  const profiles = {
    "anthropic:me": { type: "oauth", provider: "anthropic", access: "token", expires: NOW - 1 },
    "openai:soon": { type: "token", provider: "openai", token: "t", expires: NOW + 1 },
    "groq:old": { type: "token", provider: "groq", token: "t", expires: NOW - 1 },
    "groq:key": { type: "api_key", provider: "groq", key: "k" },
    "xai:empty": { type: "api_key", provider: "xai" },
  };
  const models = ["openai/gpt-5.2", "groq/llama-3.3-70b-versatile", "xai/grok-4", "zai/glm-4.7"];
  const mixed = withConfig(
    {
      agents: {
        defaults: { model: "anthropic/claude-opus-4-6", models: Object.fromEntries(models.map((key) => [key, {}])) },
      },
    },
    { files: authStore({ profiles }) },
  );
  const { stdout } = await cli("models list", { ...mixed, columns: 120 });
  const lines = stdout.replaceAll("\u001b", "␛").split("\n").slice(1, 6);
  expect(lines.map((line) => [line.split(" ")[0], /␛\[3\dm\w+/.exec(line)?.[0]])).toEqual([
    ["anthropic/claude-opus-4-6", "␛[31mexpired"],
    ["openai/gpt-5.2", "␛[32mfile"],
    ["groq/llama-3.3-70b-versatile", "␛[32mfile"],
    ["xai/grok-4", "␛[31mno"],
    ["zai/glm-4.7", "␛[31mno"],
  ]);
  const { document } = await cliJson("models list", mixed);
  const rows = document["models"] as { available: boolean; health: string }[];
  expect(rows.map(({ available, health }) => [available, health])).toEqual([
    [true, "expired"],
    [true, "expiring"],
    [true, "static"],
    [true, "missing"],
    [false, "missing"],
  ]);
});
