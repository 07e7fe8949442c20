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

test("set of an alias says what it stands for, what it replaces, and which agent does not follow", async () => {
  const { code, stdout, stderr, config } = await change("models set FAST");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "✓ the default model is now groq/llama-3.3-70b-versatile (alias Fast)
      was anthropic/claude-opus-4-6
      agent work keeps its own: openai/gpt-5-mini (openclaw models set <model> --agent work)
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
  expect(config).toBe(
    CONFIG.replace('primary: "anthropic/claude-opus-4-6"', 'primary: "groq/llama-3.3-70b-versatile"'),
  );
});

test("set-image writes the image model and names the agent with its own", async () => {
  const { code, stdout, stderr, config } = await change("models set-image fast");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "✓ the image model is now groq/llama-3.3-70b-versatile (alias Fast)
      agent work keeps its own: openai/gpt-5.2 (openclaw models set-image <model> --agent work)
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
  const models =
    '      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" } },\n';
  expect(config).toBe(
    CONFIG.replace(models, `${models}      imageModel: { primary: "groq/llama-3.3-70b-versatile" },\n`),
  );
});

test("set in JSON tells the model, how it was found, what it was and what keeps its own", async () => {
  expect(await cliJson("models set fast", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      home: "/home/me",
      changed: true,
      written: true,
      dryRun: false,
      agentId: null,
      summary: "the default model is now groq/llama-3.3-70b-versatile (alias Fast)",
      model: { ref: "groq/llama-3.3-70b-versatile", via: "alias", alias: "Fast" },
      previous: "anthropic/claude-opus-4-6",
      list: null,
      overrides: [{ agentId: "work", model: "openai/gpt-5-mini", command: "openclaw models set <model> --agent work" }],
      notes: [],
      warnings: [],
      files: ["/home/me/.openclaw/openclaw.json"],
      backups: ["/home/me/.openclaw/openclaw.json.bak"],
      diffs: [],
    },
  });
});

test("a dry run shows the lines that would change", async () => {
  const { code, stdout, stderr, config } = await change("models set-image openai/gpt-5-mini --dry-run");
  expect({ code, stderr, config }).toEqual({ code: 0, stderr: "", config: CONFIG });
  expect(stdout).toMatchInlineSnapshot(`
    "Dry run, nothing was written. It would say: the image model is now openai/gpt-5-mini
      openai/gpt-5-mini was added to the models that may be chosen
      agent work keeps its own: openai/gpt-5.2 (openclaw models set-image <model> --agent work)

    --- ~/.openclaw/openclaw.json
    +++ ~/.openclaw/openclaw.json
    @@ -2,7 +2,8 @@
       agents: {
         defaults: {
           model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile"] }, // by hand
    -      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" } },
    +      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" }, "openai/gpt-5-mini": {} },
    +      imageModel: { primary: "openai/gpt-5-mini" },
         },
         list: [{ id: "main" }, { id: "work", model: "openai/gpt-5-mini", imageModel: { primary: "openai/gpt-5.2" } }],
       },
    "
  `);
});

test("a diff is coloured on a terminal, and its signs stand without colour too", async () => {
  const { stdout } = await change("models set openai/gpt-5-mini --dry-run", { ...world, columns: 100 });
  const lines = stdout.replaceAll("\u001b", "␛").split("\n");
  expect(lines.filter((line) => /^␛\[\d+m[-+]/.test(line))).toMatchInlineSnapshot(`
    [
      "␛[31m--- ~/.openclaw/openclaw.json␛[39m",
      "␛[32m+++ ~/.openclaw/openclaw.json␛[39m",
      "␛[31m-      model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile"] }, // by hand␛[39m",
      "␛[31m-      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" } },␛[39m",
      "␛[32m+      model: { primary: "openai/gpt-5-mini", fallbacks: ["groq/llama-3.3-70b-versatile"] }, // by hand␛[39m",
      "␛[32m+      models: { "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" }, "openai/gpt-5-mini": {} },␛[39m",
    ]
  `);
});

test.each(["models set", "models set-image"])("`%s` of what is there already writes nothing", async (command) => {
  const noun = command === "models set" ? "default model" : "image model";
  const same = withConfig(CONFIG.replace("model: {", 'imageModel: "fast", model: {'));
  const model = command === "models set" ? "anthropic/claude-opus-4-6" : "groq/llama-3.3-70b-versatile";
  const { files } = same;
  expect(await change(`${command} ${model}`, same)).toEqual({
    code: 0,
    stdout: `Nothing to do: the ${noun} is ${model} already\n`,
    stderr: "",
    config: Object.values(files ?? {})[0],
  });
  const { code, document } = await cliJson(`${command} ${model}`, same);
  expect({ code, ...document }).toMatchObject({ code: 0, changed: false, written: false, files: [], diffs: [] });
});

test.each([
  ["openai/gpt-5.2x", "did you mean `openai/gpt-5.2`, `openai/gpt-5.1` or `openai/gpt-5.4`?"],
  ["openai/entirely-new", "if it is new, that is fine"],
])("%s of a known provider is taken with a warning, with --force without one", async (model, hint) => {
  const warning = `${model} is not in the catalog; ${hint}`;
  const warned = await change(`models set ${model}`);
  const { stderr, ...forced } = await change(`models set ${model} --force`);
  expect([warned.stderr, stderr]).toEqual([`warning: ${warning}\n`, ""]);
  expect(warned).toEqual({ ...forced, stderr: warned.stderr });
  expect(forced.config).toContain(`primary: "${model}"`);
  const asJson = await cli(`models set ${model} --json`, world);
  expect(asJson.stderr).toBe("");
  expect(JSON.parse(asJson.stdout).warnings).toEqual([warning]);
});
