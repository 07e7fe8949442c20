import { expect, test } from "bun:test";
import { cli, cliChange, cliJson, withConfig } from "../../../testing/cli.ts";
import { type World } from "../../../testing/env.ts";

const CONFIG = `{
  agents: {
    defaults: {
      models: {
        // the big one
        "anthropic/claude-opus-4-6": {},
        "openai/gpt-5.2": { alias: "work" /* at work */ },
        "groq/llama-3.3-70b-versatile": {
          // quick
          alias: "Fast",
          params: { temperature: 0 },
        },
      },
    },
  },
}
`;
const world = withConfig(CONFIG);

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, where: World = world) => cliChange(line, where);

test("an alias is removed in any case with its own comment; the model and its other settings stay", async () => {
  const { code, stdout, stderr, config } = await change("models aliases remove FAST");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(config).toBe(CONFIG.replace('          // quick\n          alias: "Fast",\n', ""));
  expect(stdout).toMatchInlineSnapshot(`
    "✓ Fast no longer stands for groq/llama-3.3-70b-versatile
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
});

test("a built-in alias is really removed: it does not come back by itself", async () => {
  const { config } = await change("models aliases remove opus");
  expect(config).toBe(CONFIG.replace('"anthropic/claude-opus-4-6": {}', '"anthropic/claude-opus-4-6": { alias: "" }'));
  expect((await cli("models aliases list --plain", withConfig(config))).stdout).toBe(
    "work openai/gpt-5.2\nFast groq/llama-3.3-70b-versatile\n",
  );
});

test("behind an alias of one's own no built-in one comes up", async () => {
  const { config } = await change("models aliases remove work");
  expect(config).toBe(CONFIG.replace('alias: "work"', 'alias: ""'));
});

test("in JSON it tells which alias went", async () => {
  expect(await cliJson("models aliases remove fast", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      home: "/home/me",
      changed: true,
      written: true,
      dryRun: false,
      agentId: null,
      summary: "Fast no longer stands for groq/llama-3.3-70b-versatile",
      model: null,
      previous: null,
      list: null,
      overrides: [],
      notes: [],
      warnings: [],
      files: ["/home/me/.openclaw/openclaw.json"],
      backups: ["/home/me/.openclaw/openclaw.json.bak"],
      diffs: [],
    },
  });
});

test("a dry run shows the line that would go", async () => {
  const { code, stdout, config } = await change("models aliases remove fast --dry-run");
  expect({ code, config }).toEqual({ code: 0, config: CONFIG });
  expect(stdout).toMatchInlineSnapshot(`
    "Dry run, nothing was written. It would say: Fast no longer stands for groq/llama-3.3-70b-versatile

    --- ~/.openclaw/openclaw.json
    +++ ~/.openclaw/openclaw.json
    @@ -6,8 +6,6 @@
             "anthropic/claude-opus-4-6": {},
             "openai/gpt-5.2": { alias: "work" /* at work */ },
             "groq/llama-3.3-70b-versatile": {
    -          // quick
    -          alias: "Fast",
               params: { temperature: 0 },
             },
           },
    "
  `);
});

test.each([
  ["models aliases remove fats", 66, "unknown_alias", "there is no alias `fats`", "did you mean `Fast`?"],
  [
    "models aliases remove sonnet",
    66,
    "unknown_alias",
    "there is no alias `sonnet`",
    "list them with `openclaw models aliases list`",
  ],
  [
    "models aliases remove openai/gpt-5.2",
    66,
    "unknown_alias",
    "there is no alias `openai/gpt-5.2`",
    "list them with `openclaw models aliases list`",
  ],
  [
    "models aliases remove",
    64,
    "usage",
    "`openclaw models aliases remove` needs <alias>",
    "openclaw models aliases remove <alias>",
  ],
] as const)("`%s` is %d, %s, and changes nothing", async (line, code, word, message, hint) => {
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

test.each([
  ["x", '"groq/a": {}, "groq/b": { alias: "X" }', "X still stands for groq/b"],
  ["X", '"groq/a": { alias: "x" }, "groq/b": {}', "x still stands for groq/a"],
])(
  "of two aliases that differ only in case %s goes when it is typed, and the other is named",
  async (typed, left, note) => {
    const twins = withConfig(
      '{ agents: { defaults: { models: { "groq/a": { alias: "x" }, "groq/b": { alias: "X" } } } } }',
    );
    const { stdout, config } = await change(`models aliases remove ${typed}`, twins);
    expect([stdout.split("\n")[1], config]).toEqual([`  ${note}`, `{ agents: { defaults: { models: { ${left} } } } }`]);
  },
);

test("a name of Object's own properties is no alias", async () => {
  expect((await change("models aliases remove constructor")).code).toBe(66);
});

test("where the config still writes the alias, that is warned about", async () => {
  const used = '{ agents: { defaults: { model: "fast", models: { "groq/a": { alias: "fast" } } } } }';
  const { code, stderr } = await change("models aliases remove FAST", withConfig(used));
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "warning: fast is still written as the model of the defaults\n",
  });
});
