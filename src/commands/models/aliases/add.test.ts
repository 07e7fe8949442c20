import { expect, test } from "bun:test";
import { cliChange, cliJson, withConfig } from "../../../testing/cli.ts";
import { type World } from "../../../testing/env.ts";

const CONFIG = `{
  agents: {
    defaults: {
      models: {
        "anthropic/claude-opus-4-6": {}, // opus by itself
        "groq/llama-3.3-70b-versatile": { alias: "Fast", params: { temperature: 0 } },
      },
    },
  },
}
`;
const world = withConfig(CONFIG);

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, where: World = world) => cliChange(line, where);

test("a new alias is written after the others, and said", async () => {
  const last = "params: { temperature: 0 } },\n";
  expect(await change("models aliases add smart openai/gpt-5.2")).toMatchObject({
    code: 0,
    stderr: "",
    config: CONFIG.replace(last, `${last}        "openai/gpt-5.2": { alias: "smart" },\n`),
  });
  expect((await change("models aliases add smart openai/gpt-5.2")).stdout).toMatchInlineSnapshot(`
    "✓ smart now stands for openai/gpt-5.2
      openai/gpt-5.2 was added to the models that may be chosen
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
});

test("the model may be an alias too; a model has one alias, so the other goes, and that is said", async () => {
  const { code, stdout, config } = await change("models aliases add quick fast");
  expect({ code, config }).toEqual({ code: 0, config: CONFIG.replace('"Fast"', '"quick"') });
  expect(stdout).toMatchInlineSnapshot(`
    "✓ quick now stands for groq/llama-3.3-70b-versatile
      groq/llama-3.3-70b-versatile was called Fast before: a model has one alias
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
});

test("an alias in the place of a built-in one", async () => {
  const { code, stdout, config } = await change("models aliases add big opus");
  expect({ code, config }).toEqual({ code: 0, config: CONFIG.replace("{},", '{ alias: "big" },') });
  expect(stdout).toMatchInlineSnapshot(`
    "✓ big now stands for anthropic/claude-opus-4-6
      anthropic/claude-opus-4-6 was called opus before: a model has one alias
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
});

test("the case of an alias can be changed", async () => {
  expect(await change("models aliases add fast fast")).toMatchObject({
    code: 0,
    config: CONFIG.replace("Fast", "fast"),
  });
});

test("in JSON it tells what the alias stands for and what was done", async () => {
  expect(await cliJson("models aliases add quick fast", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      home: "/home/me",
      changed: true,
      written: true,
      dryRun: false,
      agentId: null,
      summary: "quick now stands for groq/llama-3.3-70b-versatile",
      model: { ref: "groq/llama-3.3-70b-versatile", via: "alias", alias: "Fast" },
      previous: null,
      list: null,
      overrides: [],
      notes: ["groq/llama-3.3-70b-versatile was called Fast before: a model has one alias"],
      warnings: [],
      files: ["/home/me/.openclaw/openclaw.json"],
      backups: ["/home/me/.openclaw/openclaw.json.bak"],
      diffs: [],
    },
  });
});

test("a dry run shows the one line that would change", async () => {
  const { code, stdout, config } = await change("models aliases add quick fast --dry-run");
  expect({ code, config }).toEqual({ code: 0, config: CONFIG });
  expect(stdout).toMatchInlineSnapshot(`
    "Dry run, nothing was written. It would say: quick now stands for groq/llama-3.3-70b-versatile
      groq/llama-3.3-70b-versatile was called Fast before: a model has one alias

    --- ~/.openclaw/openclaw.json
    +++ ~/.openclaw/openclaw.json
    @@ -3,7 +3,7 @@
         defaults: {
           models: {
             "anthropic/claude-opus-4-6": {}, // opus by itself
    -        "groq/llama-3.3-70b-versatile": { alias: "Fast", params: { temperature: 0 } },
    +        "groq/llama-3.3-70b-versatile": { alias: "quick", params: { temperature: 0 } },
           },
         },
       },
    "
  `);
});

test("the same alias once more writes nothing", async () => {
  expect(await change("models aliases add Fast groq/llama-3.3-70b-versatile")).toEqual({
    code: 0,
    stdout: "Nothing to do: Fast stands for groq/llama-3.3-70b-versatile already\n",
    stderr: "",
    config: CONFIG,
  });
  const { document } = await cliJson("models aliases add Fast fast", world);
  expect(document).toMatchObject({ changed: false, written: false, previous: "Fast", files: [] });
});
