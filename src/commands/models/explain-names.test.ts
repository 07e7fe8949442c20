import { describe, expect, test } from "bun:test";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";

const config = {
  agents: { defaults: { models: { "acme/big": { alias: "Big" }, "ollama/llama3": {} } } },
  models: { providers: { acme: { baseUrl: "https://acme.example/v1", models: [{ id: "big" }] } } },
};
const world = withConfig(config);

test.each([
  ["acme/big", "reference", "acme/big"],
  ["ACME/big", "reference", "acme/big"],
  ["bIG", "alias", "acme/big"],
  ["llama3", "configured", "ollama/llama3"],
  ["claude-opus-4-5", "default-provider", "anthropic/claude-opus-4-5"],
  ["anthropic/opus-4.6", "reference", "anthropic/claude-opus-4-6"],
  ["openrouter/a/b", "reference", "openrouter/a/b"],
])("`%s` is resolved as %s", async (name, via, ref) => {
  expect((await cliJson(`models explain ${name}`, world)).document).toMatchObject({ input: name, via, ref });
});

test.each([
  ["anthropic/claude-opus-4-66", expect.arrayContaining(["anthropic/claude-opus-4-6"])],
  ["anthropic/claude-3-5-haiku-latestt", []],
  ["anthropic/claude-opus-4-6", []],
  ["acme/bgi", ["acme/big"]],
])("near to `%s` are models that are offered, and none that were withdrawn", async (name, near) => {
  expect((await cliJson(`models explain ${name}`, world)).document["near"]).toEqual(near);
});

describe("is refused, in words and in JSON:", () => {
  const twice = withConfig({ agents: { defaults: { models: { "openai/gpt": {}, "groq/gpt": {} } } } });
  test.each([
    ["bgi", world, 66, "unknown_alias", "`bgi` is no alias and no model of yours", "did you mean `Big` or `acme/big`?"],
    [
      "zzz",
      world,
      66,
      "unknown_alias",
      "`zzz` is no alias and no model of yours",
      "list what there is with `openclaw models list --all`",
    ],
    ["gpt", twice, 66, "unknown_alias", "`gpt` could be 2 of your models", "did you mean `openai/gpt` or `groq/gpt`?"],
    ["acmee/big", world, 66, "unknown_provider", "nobody knows the provider `acmee`", "did you mean `acme`?"],
    [
      "meta-llama/llama-3.3-70b-instruct",
      world,
      66,
      "unknown_provider",
      "nobody knows the provider `meta-llama`",
      "OpenRouter has it: write `openrouter/meta-llama/llama-3.3-70b-instruct`",
    ],
    ["big --agent play", world, 66, "unknown_agent", "there is no agent `play`", "agents: `main`"],
    ["/big", world, 64, "usage", "`/big` is not a model: a side of the slash is empty", "write it as `provider/model`"],
    ['" "', world, 64, "usage", "the model name is empty", "name a model or an alias: `openclaw models list`"],
    ["", world, 64, "usage", "`openclaw models explain` needs <model>", "openclaw models explain <model>"],
    [
      "big --plain",
      world,
      64,
      "usage",
      "`openclaw models explain` has no option `--plain`",
      "see `openclaw models explain --help`",
    ],
  ])("%s", async (words, here, exit, code, message, hint) => {
    const stderr = `error: ${message}\nhint: ${hint}\n`;
    expect(await cli(`models explain ${words}`, here)).toEqual({ code: exit, stdout: "", stderr });
    expect(await cliJson(`models explain ${words}`, here)).toEqual({
      code: exit,
      document: { schemaVersion: 1, error: { code, message, hint } },
    });
  });
});

test.each([
  ["gpt-5.2", {}, "did you mean `azure/gpt-5.2`, `github-copilot/gpt-5.2` or `openai/gpt-5.2`?"],
  ["llama-3.3-70b-versatile", {}, "did you mean `groq/llama-3.3-70b-versatile`?"],
  ["gpt-5.22", world, "list what there is with `openclaw models list --all`"],
])("the bare name `%s` leads to the models of that very id, of whichever provider", async (name, more, hint) => {
  expect(await cli(`models explain ${name}`, more)).toEqual({
    code: 66,
    stdout: "",
    stderr: `error: \`${name}\` is no alias and no model of yours\nhint: ${hint}\n`,
  });
});

describe("how to get a credential where there is none:", () => {
  const bare = { acme: { baseUrl: "https://acme.example/v1", models: [{ id: "big" }] } };
  const withKey = { acme: { ...bare.acme, apiKey: { source: "env", provider: "default", id: "ACME_KEY" } } };
  test.each([
    [
      "a variable of the provider",
      "groq/llama-3.3-70b-versatile",
      {},
      "`openclaw models auth add --provider groq`, or set GROQ_API_KEY",
    ],
    [
      "a place in the config",
      "acme/big",
      { models: { providers: bare } },
      "add `apiKey` to `models.providers.acme` in the config",
    ],
    [
      "the variable that the config refers to",
      "acme/big",
      { models: { providers: withKey } },
      "set ACME_KEY: `export ACME_KEY=…`",
    ],
  ])("%s", async (_, ref, text, hint) => {
    const here = withConfig(text);
    expect((await cliJson(`models explain ${ref}`, here)).document["credential"]).toMatchObject({
      verdict: "missing",
      hint,
      used: null,
    });
    expect((await cli(`models explain ${ref}`, here)).stdout).toEndWith(`\n  → ${hint}\n`);
  });

  test("nothing is said where one is used, or none is needed", async () => {
    const used = { variables: { ANTHROPIC_API_KEY: "sk-ant-api03-abcdefghijklmnopqrstuvwx" } };
    for (const [ref, more] of [
      ["anthropic/claude-opus-4-6", used],
      ["ollama/llama3", {}],
    ] as const) {
      expect((await cliJson(`models explain ${ref}`, more)).document["credential"]).toMatchObject({ hint: null });
      expect((await cli(`models explain ${ref}`, more)).stdout).not.toContain("→");
    }
  });
});
