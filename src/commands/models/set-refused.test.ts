import { expect, test } from "bun:test";
import { cli, cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { type World } from "../../testing/env.ts";

const CONFIG = `{
  agents: {
    defaults: {
      model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile"] }, // by hand
      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" } },
    },
    list: [{ id: "main" }, { id: "work", model: "openai/gpt-5-mini", imageModel: { primary: "openai/gpt-5.2" } }],
  },
}
`;
const world = withConfig(CONFIG);

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, where: World = world) => cliChange(line, where);

const REFUSED = [
  [
    "models set nope/x",
    66,
    "unknown_provider",
    "nobody knows the provider `nope`",
    "list them with `openclaw plugins list`",
  ],
  [
    "models set nope/x --force",
    66,
    "unknown_provider",
    "nobody knows the provider `nope`",
    "list them with `openclaw plugins list`",
  ],
  [
    "models set-image opnai/gpt-5.2",
    66,
    "unknown_provider",
    "nobody knows the provider `opnai`",
    "did you mean `openai`?",
  ],
  [
    "models set meta-llama/llama-3.3-70b-instruct",
    66,
    "unknown_provider",
    "nobody knows the provider `meta-llama`",
    "OpenRouter has it: write `openrouter/meta-llama/llama-3.3-70b-instruct`",
  ],
  ["models set fsat", 66, "unknown_alias", "`fsat` is no alias and no model of yours", "did you mean `Fast`?"],
  [
    "models set openai/",
    64,
    "usage",
    "`openai/` is not a model: a side of the slash is empty",
    "write it as `provider/model`",
  ],
  [
    "models set fast --agent wrk",
    66,
    "unknown_agent",
    "there is no agent `wrk`",
    "did you mean `work`? agents: `main`, `work`",
  ],
  ["models set", 64, "usage", "`openclaw models set` needs <model>", "openclaw models set <model>"],
] as const;

test.each(REFUSED)("`%s` is %d, %s, and changes nothing", async (line, code, word, message, hint) => {
  expect(await change(line)).toEqual({
    code,
    stdout: "",
    stderr: `error: ${message}\nhint: ${hint}\n`,
    config: CONFIG,
  });
  expect(await cliJson(line, world)).toEqual({
    code,
    document: { schemaVersion: 1, error: { code: word, message, hint } },
  });
});

test("an empty name is a usage error", async () => {
  const message = "the model name is empty";
  const hint = "name a model or an alias: `openclaw models list`";
  const stderr = `error: ${message}\nhint: ${hint}\n`;
  expect(await cli('models set ""', world)).toEqual({ code: 64, stdout: "", stderr });
});

test("the first config is made when there is none", async () => {
  const { code, stdout, config } = await change("models set openai/gpt-5.2", {});
  expect({ code, config }).toEqual({
    code: 0,
    config: '{\n  "agents": { "defaults": { "model": { "primary": "openai/gpt-5.2" } } }\n}\n',
  });
  expect(stdout).toContain("✓ the default model is now openai/gpt-5.2\n");
});

test("a first config has no file before it, so no backup is spoken of", async () => {
  const { stdout } = await change("models set openai/gpt-5.2", {});
  expect(stdout).toBe("✓ the default model is now openai/gpt-5.2\n  in ~/.openclaw/openclaw.json\n");
});

test.each(["openai/__OPENCLAW_REDACTED__", "openai/***", "openai/[REDACTED]"])(
  "%s looks like a redaction mark and is refused",
  async (model) => {
    expect(await change(`models set ${model}`)).toMatchObject({ code: 64, config: CONFIG });
  },
);

test.each(["models set openai/KEY", "models fallbacks add openai/KEY", "models aliases add KEY openai/gpt-5.2"])(
  "`%s` with a pasted key writes nothing",
  async (line) => {
    const key = "sk-proj-Kq8vZt3RwLm5Yc2NbXhP7";
    expect(await cli(line.replace("KEY", key), world)).toEqual({
      code: 64,
      stdout: "",
      stderr: `error: that is a key, not a name
hint: keys belong in the credential store or a variable; see \`openclaw models auth --help\`
`,
    });
  },
);

test("a name with control characters is refused", async () => {
  const { code, stderr } = await cli('models set "openai/x\u0007y"', world);
  expect([code, stderr]).toEqual([64, "error: the new value has characters that cannot be seen\nhint: type it anew\n"]);
});
