import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const KEY = "acme-0123456789-abcd";
const acme = {
  baseUrl: "https://acme.example/v1",
  apiKey: KEY,
  models: [{ id: "big", name: "Big", contextWindow: 128_000, maxTokens: 8192, cost: { input: 1.25, output: 10 } }],
};
const config = {
  agents: { defaults: { model: "acme/big", models: { "acme/big": { alias: "Big" }, "ollama/llama3": {} } } },
  models: { providers: { acme } },
};
const profile = { type: "api_key", provider: "acme", key: `${KEY}-stored` };
const world = withConfig(config, {
  files: authStore({
    profiles: { "acme:work": profile, "acme:old": { ...profile, type: "token", token: "t", expires: NOW + 7_200_000 } },
    order: { acme: ["acme:work"] },
  }),
});

test("a person sees what a name stands for, and why each credential is used or not", async () => {
  const { code, stdout, stderr } = await cli("models explain big", world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "acme/big  big is the alias Big

    Model   Big · text · 128k context · 8k output · $1.25/$10 per million tokens in/out · described in the config
    Roles   default, configured, alias Big
    Choice  may be chosen
    Agent   main, credentials in ~/.openclaw/agents/main/agent/auth-profiles.json

    Credentials, in the order in which they count
    ✓ acme:work  …ored · does not expire · in clear in the auth store
        used: first by the store order
    - acme:old  expires in 2h · in clear in the auth store
        not used: left out by the store order
    - models.providers.acme.apiKey  …abcd · in clear in the config
        not used: acme:work comes first
    "
  `);
});

test("long facts are wrapped in a narrow terminal", async () => {
  const { stdout } = await cli("models explain Big", {
    ...withConfig(config),
    columns: 60,
    variables: { NO_COLOR: "1" },
  });
  expect(stdout).toMatchInlineSnapshot(`
    "acme/big  Big is an alias

    Model   Big · text · 128k context · 8k output · $1.25/$10
            per million tokens in/out · described in the config
    Roles   default, configured, alias Big
    Choice  may be chosen
    Agent   main, credentials in
            ~/.openclaw/agents/main/agent/auth-profiles.json

    Credentials, in the order in which they count
    ✓ models.providers.acme.apiKey
        …abcd · in clear in the config
        used: nothing before it
    "
  `);
});

test("the model is strong, what is used is green, and the rest is dim", async () => {
  const { stdout } = await cli("models explain acme/big", { ...withConfig(config), columns: 100 });
  expect(stdout.replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
    "␛[1macme/big␛[22m

    Model   Big · text · 128k context · 8k output · $1.25/$10 per million tokens in/out · described in
            the config
    Roles   default, configured, alias Big
    Choice  may be chosen
    Agent   main, credentials in ~/.openclaw/agents/main/agent/auth-profiles.json

    Credentials, in the order in which they count
    ␛[32m✓␛[39m models.providers.acme.apiKey  ␛[2m…abcd · in clear in the config␛[22m
        used: nothing before it
    "
  `);
});

test("the JSON document has the model, its roles and every source", async () => {
  const { code, document } = await cliJson("models explain BIG", world);
  expect(code).toBe(0);
  expect(document).toEqual({
    schemaVersion: 1,
    input: "BIG",
    ref: "acme/big",
    provider: "acme",
    model: "big",
    via: "alias",
    alias: "Big",
    agentId: "main",
    storePath: "~/.openclaw/agents/main/agent/auth-profiles.json",
    tags: ["default", "configured", "alias:Big"],
    mayBeChosen: true,
    catalog: {
      name: "Big",
      source: "config",
      input: "text",
      contextWindow: 128_000,
      maxTokens: 8192,
      reasoning: false,
      tools: true,
      deprecated: false,
      retired: false,
      free: false,
      cost: { input: 1.25, output: 10 },
      released: null,
    },
    near: [],
    local: false,
    credential: { verdict: "ready", hint: null, used: "acme:work", sources: expect.any(Array) },
  });
  expect((document["credential"] as { sources: unknown[] }).sources).toMatchObject([
    { kind: "profile", name: "acme:work", storage: "file", state: "usable", reason: "first by the store order" },
    { kind: "profile", name: "acme:old", state: "left_out", detail: "store order", health: "expiring", used: false },
    { kind: "config", masked: "…abcd", state: "usable", detail: "", used: false, reason: "acme:work comes first" },
  ]);
});

test("with an empty home a model of the catalog is explained, and lacks a credential", async () => {
  const { code, document } = await cliJson("models explain claude-opus-4-6");
  expect(code).toBe(0);
  expect(document).toMatchObject({
    ref: "anthropic/claude-opus-4-6",
    via: "default-provider",
    alias: null,
    tags: ["default"],
    mayBeChosen: true,
    credential: {
      verdict: "missing",
      hint: "`openclaw models auth add --provider anthropic`, or set ANTHROPIC_API_KEY",
      used: null,
      sources: [],
    },
  });
  const { stdout } = await cli("models explain claude-opus-4-6");
  expect(stdout).toEndWith(
    "\n\n✗ no credential for anthropic was found anywhere\n  → `openclaw models auth add --provider anthropic`, or set ANTHROPIC_API_KEY\n",
  );
});

test("a local provider needs no key, and a model outside of the list may not be chosen", async () => {
  const listed = await cli("models explain ollama/llama3", world);
  expect(listed.stdout).toEndWith("✓ ollama answers on your own network: no key is needed\n");
  expect((await cliJson("models explain ollama/llama3", world)).document["mayBeChosen"]).toBe(true);
  expect((await cliJson("models explain ollama/other", world)).document["mayBeChosen"]).toBe(false);
});

test("an agent's own model has the role of the default", async () => {
  const agents = { ...config.agents, list: [{ id: "main" }, { id: "work", model: "ollama/llama3" }] };
  const here = withConfig({ ...config, agents });
  const { document } = await cliJson("--agent work models explain llama3", here);
  expect(document).toMatchObject({ agentId: "work", tags: ["default", "configured", "missing"] });
});

test("help says what to write and gives examples", async () => {
  const { code, stdout, stderr } = await cli("models explain --help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "How a name resolves, and which credential is used

    Usage: openclaw models explain <model> [options]

    Arguments:
      <model>  A model reference or an alias

    Options:
      --agent <agent>   The agent it is about, instead of the configured default one
      --json            Print one JSON document
      --no-color        Print without colour
      --profile <text>  Use the state directory \`~/.openclaw-<name>\`
      --dev             Use the state directory \`~/.openclaw-dev\`
      -h, --help        Show this help

    Examples:
      openclaw models explain anthropic/claude-opus-4-6
          What is known of a model or an alias, and which credential would be used
      openclaw models explain openai/gpt-5.2 --json | jq .credential.sources
          Every place where a key was found, and why it lost
    "
  `);
});
