import { describe, expect, test } from "bun:test";
import Ajv from "ajv";
import { authStore, cliJson, withConfig } from "./cli.ts";
import { NOW, type World } from "./env.ts";
import { everyCommand, isPlanned } from "./tree.ts";

const ajv = new Ajv({ allErrors: true, strict: true });
const schemaOf = async (name: string): Promise<object> =>
  Bun.file(`${import.meta.dir}/../schema/json/${name}.json`).json();

const built = (await everyCommand()).filter((leaf) => !isPlanned(leaf)).map(({ path }) => path);
/** The command that a line begins with. */
const commandIn = (line: string) =>
  built.map((path) => path.join(" ")).find((name) => line === name || line.startsWith(`${name} `)) ?? "";

const profile = (type: string, more: object) => ({ type, provider: "anthropic", ...more });
const full = withConfig(
  {
    agent: {},
    agents: {
      defaults: {
        model: { primary: "opus", fallbacks: ["acme/big", "nobody/nothing", "gtp"] },
        imageModel: { primary: "ollama/llama3", fallbacks: ["openai/gpt-5.2"] },
        models: { "anthropic/claude-opus-4-6": { alias: "opus" }, "acme/big": {} },
      },
      list: [{ id: "main" }, { id: "work", model: "acme/big" }],
    },
    models: {
      providers: {
        acme: {
          baseUrl: "https://acme.example",
          apiKey: { source: "exec", provider: "x", id: "y" },
          models: [{ id: "big" }],
        },
      },
    },
    auth: { profiles: { "anthropic:me": { provider: "anthropic", mode: "oauth", email: "me@example.com" } } },
  },
  {
    variables: {
      OPENAI_API_KEY: "sk-proj-abcdefghijklmnopqrst",
      DEEPSEEK_API_KEY: "unused",
      OPENCLAW_LOAD_SHELL_ENV: "1",
    },
    files: authStore({
      profiles: {
        "anthropic:me": profile("oauth", { access: "a", refresh: "r", expires: NOW - 1, email: "me@example.com" }),
        "anthropic:token": profile("token", { token: "t", expires: NOW + 1 }),
        "anthropic:key": profile("api_key", { keyRef: { source: "exec", provider: "keyring", id: "main/key" } }),
      },
      usageStats: {
        "anthropic:key": { disabledUntil: NOW + 1, disabledReason: "billing" },
        "gone:me": { cooldownUntil: NOW + 1 },
      },
    }),
  },
);
const database: World = {
  databases: {
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": {
      auth_profile_store: JSON.stringify({ profiles: { "anthropic:me": profile("api_key", { key: "k" }) } }),
    },
  },
};
const brokenConfig = withConfig("{ agents: { defaults: } }");
const brokenStore = { files: { "~/.openclaw/agents/main/agent/auth-profiles.json": "{" } };

/** What each built command is asked, by its name: documents with data and empty ones. */
const ANSWERS: Readonly<Record<string, readonly [line: string, world: World][]>> = {
  "models status": [
    ["models status", full],
    ["models status --agent work --warn-within 1w", full],
    ["models --check", database],
    ["models status", {}],
  ],
  "models list": [
    ["models list", full],
    ["models list --all --provider openrouter", full],
    ["models list", {}],
    ["models list --local", {}],
  ],
  "models explain": [
    ["models explain opus", full],
    ["models explain acme/big", full],
    ["models explain llama3", full],
    ["models explain anthropic/claude-opus-4-66", {}],
  ],
  "models aliases list": [
    ["models aliases list", full],
    ["models aliases list", {}],
  ],
  "models fallbacks list": [
    ["models fallbacks list", full],
    ["models fallbacks list --agent work", full],
    ["models fallbacks list", {}],
  ],
  "models image-fallbacks list": [
    ["models image-fallbacks list", full],
    ["models image-fallbacks list", {}],
  ],
  "models auth paste-token": [
    ["models auth paste-token --provider anthropic --expires-in 30", { input: "tok-0123456789" }],
    ["models auth paste-token --provider anthropic --store file", { input: "tok-0123456789" }],
  ],
  "models auth paste-api-key": [["models auth paste-api-key --provider groq", { input: "gsk_0123456789abcdef" }]],
  "models auth setup-token": [["models auth setup-token", { input: `sk-ant-oat01-${"a".repeat(80)}` }]],
  completion: [
    ["completion bash", {}],
    ["completion", { variables: { SHELL: "/bin/zsh" } }],
    ["completion fish --install", {}],
    ["completion bash --install --rc", {}],
    ["completion bash --uninstall", {}],
  ],
  "plugins list": [
    ["plugins list", full],
    ["plugins list", {}],
  ],
};

/** What each command that changes something is asked; here it only shows what it would do. */
const CHANGES: readonly string[] = [
  "models set openai/gpt-5.2",
  "models set opus --agent work",
  "models set-image ollama/llava",
  "models aliases add fast openai/gpt-5.2",
  "models aliases remove opus",
  "models fallbacks add openai/gpt-5.2",
  "models fallbacks remove acme/big",
  "models fallbacks clear",
  "models fallbacks move gtp 1",
  "models image-fallbacks add acme/big",
  "models image-fallbacks remove openai/gpt-5.2",
  "models image-fallbacks clear",
  "models image-fallbacks move openai/gpt-5.2 1",
];

const FAILURES: readonly [line: string, world: World, code: string][] = [
  ["models status", brokenConfig, "config_invalid"],
  ["models status", withConfig({ agents: { defaults: { model: 5 } } }), "config_invalid"],
  ["models status", { files: { "~/.openclaw/openclaw.json": { unreadable: "no" } } }, "config_unreadable"],
  ["models status", brokenStore, "store_invalid"],
  ["models list", brokenConfig, "config_invalid"],
  ["models list", brokenStore, "store_invalid"],
  ["models list --provider nobody", {}, "unknown_provider"],
  ["models list --agent nobody", {}, "unknown_agent"],
  ["models list --refresh", {}, "not_built"],
  ["models explain", {}, "usage"],
  ["models explain nothing", {}, "unknown_alias"],
  ["models explain nobody/nothing", {}, "unknown_provider"],
  ["models aliases list --agent main", {}, "usage"],
  ["models aliases list", brokenConfig, "config_invalid"],
  ["models fallbacks list --agent nobody", {}, "unknown_agent"],
  ["models image-fallbacks list surplus", {}, "usage"],
  ["plugins list --plain", {}, "usage"],
  ["models set opus", {}, "unknown_alias"],
  ["models scan", {}, "not_built"],
  ["nothing", {}, "unknown_command"],
];

describe.each(Object.entries(ANSWERS))("the document of `%s`", (name, questions) => {
  test.each([...questions])("is as its schema says: %s", async (line, world) => {
    const validate = ajv.compile(await schemaOf(name.replaceAll(" ", "-")));
    const { document } = await cliJson(line, world);
    validate(document);
    expect(validate.errors).toBeNull();
    expect(Object.keys(document)).not.toContain("error");
  });
});

test.each([...CHANGES])("the document of `%s --dry-run` is as its schema says", async (line) => {
  const validate = ajv.compile(await schemaOf(commandIn(line).replaceAll(" ", "-")));
  const { code, document } = await cliJson(`${line} --dry-run`, full);
  validate(document);
  expect({ code, errors: validate.errors, dryRun: document["dryRun"], written: document["written"] }).toEqual({
    code: 0,
    errors: null,
    dryRun: true,
    written: false,
  });
});

test.each([...FAILURES])("the failure of `%s` is as its schema says", async (line, world, code) => {
  const validate = ajv.compile(await schemaOf("error"));
  const { document } = await cliJson(line, world);
  validate(document);
  expect(validate.errors).toBeNull();
  expect(document).toMatchObject({ error: { code } });
});

test("every built command has a schema, and is asked here", () => {
  const asked = [...Object.keys(ANSWERS), ...CHANGES.map(commandIn)];
  expect([...new Set(asked)].toSorted()).toEqual(built.map((path) => path.join(" ")).toSorted());
});
