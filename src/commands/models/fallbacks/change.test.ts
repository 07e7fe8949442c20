import { expect, test } from "bun:test";
import { cliChange, cliJson, withConfig } from "../../../testing/cli.ts";
import { type World } from "../../../testing/env.ts";

const CONFIG = `{
  agents: {
    defaults: {
      model: {
        primary: "anthropic/claude-opus-4-6",
        fallbacks: [
          "Fast", // by its alias
          "ollama/qwen3:14b",
          "openai/gpt-5.2", // the last
        ],
      },
      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["google/gemini-3-flash-preview", "openai/gpt-5-mini"] },
      models: {
        "anthropic/claude-opus-4-6": {}, "groq/llama-3.3-70b-versatile": { alias: "Fast" }, "ollama/qwen3:14b": {},
        "openai/gpt-5.2": {}, "openai/gpt-5-mini": {}, "google/gemini-3-flash-preview": {},
      },
    },
  },
}
`;
const world = withConfig(CONFIG);
const IN = "  in ~/.openclaw/openclaw.json; the file before it is kept as .bak\n";

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, where: World = world) => cliChange(line, where);

const FAST = '          "Fast", // by its alias\n';
const QWEN = '          "ollama/qwen3:14b",\n';
const LAST = '          "openai/gpt-5.2", // the last\n';
const IMAGES = '["google/gemini-3-flash-preview", "openai/gpt-5-mini"]';

test.each([
  [
    "fallbacks add openai/gpt-5-mini",
    "openai/gpt-5-mini is now fallback 4",
    LAST,
    `${LAST}          "openai/gpt-5-mini",\n`,
  ],
  ["fallbacks remove fast", "fast is no fallback any more", FAST, ""],
  ["fallbacks remove groq/llama-3.3-70b-versatile", "groq/llama-3.3-70b-versatile is no fallback any more", FAST, ""],
  ["fallbacks remove openai/gpt-5.2", "openai/gpt-5.2 is no fallback any more", LAST, ""],
  ["fallbacks move openai/gpt-5.2 1", "openai/gpt-5.2 is now fallback 1", FAST + QWEN + LAST, LAST + FAST + QWEN],
  ["fallbacks move FAST 3", "FAST is now fallback 3", FAST + QWEN + LAST, QWEN + LAST + FAST],
  ["fallbacks move ollama/qwen3:14b 1", "ollama/qwen3:14b is now fallback 1", FAST + QWEN, QWEN + FAST],
  [
    "image-fallbacks add fast",
    "groq/llama-3.3-70b-versatile is now image fallback 3",
    'gpt-5-mini"]',
    'gpt-5-mini", "groq/llama-3.3-70b-versatile"]',
  ],
  [
    "image-fallbacks remove openai/gpt-5-mini",
    "openai/gpt-5-mini is no image fallback any more",
    ', "openai/gpt-5-mini"]',
    "]",
  ],
  [
    "image-fallbacks move openai/gpt-5-mini 1",
    "openai/gpt-5-mini is now image fallback 1",
    IMAGES,
    '["openai/gpt-5-mini", "google/gemini-3-flash-preview"]',
  ],
  ["image-fallbacks clear", "there are no image fallbacks any more", IMAGES, "[]"],
])("`models %s`: %s, and no other line changes", async (line, summary, from, to) => {
  expect(await change(`models ${line}`)).toEqual({
    code: 0,
    stdout: `✓ ${summary}\n${IN}`,
    stderr: "",
    config: CONFIG.replace(from, to),
  });
});

test("clear leaves an empty list", async () => {
  const { code, stdout, config } = await change("models fallbacks clear");
  expect({ code, stdout }).toEqual({ code: 0, stdout: `✓ there are no fallbacks any more\n${IN}` });
  expect(Bun.JSON5.parse(String(config))).toMatchObject({ agents: { defaults: { model: { fallbacks: [] } } } });
});

test("a person sees the list's lines in a dry run", async () => {
  const { stdout, config } = await change("models fallbacks move openai/gpt-5.2 1 --dry-run");
  expect(config).toBe(CONFIG);
  expect(stdout).toMatchInlineSnapshot(`
    "Dry run, nothing was written. It would say: openai/gpt-5.2 is now fallback 1

    --- ~/.openclaw/openclaw.json
    +++ ~/.openclaw/openclaw.json
    @@ -4,9 +4,9 @@
           model: {
             primary: "anthropic/claude-opus-4-6",
             fallbacks: [
    +          "openai/gpt-5.2", // the last
               "Fast", // by its alias
               "ollama/qwen3:14b",
    -          "openai/gpt-5.2", // the last
             ],
           },
           imageModel: { primary: "openai/gpt-5.2", fallbacks: ["google/gemini-3-flash-preview", "openai/gpt-5-mini"] },
    "
  `);
});

test("in JSON it tells the list afterwards, as the config spells it", async () => {
  expect(await cliJson("models fallbacks add gpt-mini", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      home: "/home/me",
      changed: true,
      written: true,
      dryRun: false,
      agentId: null,
      summary: "openai/gpt-5-mini is now fallback 4",
      model: { ref: "openai/gpt-5-mini", via: "alias", alias: "gpt-mini" },
      previous: null,
      list: ["Fast", "ollama/qwen3:14b", "openai/gpt-5.2", "openai/gpt-5-mini"],
      overrides: [],
      notes: [],
      warnings: [],
      files: ["/home/me/.openclaw/openclaw.json"],
      backups: ["/home/me/.openclaw/openclaw.json.bak"],
      diffs: [],
    },
  });
  const listOf = async (line: string) => (await cliJson(line, world)).document["list"];
  expect(await listOf("models fallbacks remove fast")).toEqual(["ollama/qwen3:14b", "openai/gpt-5.2"]);
  expect(await listOf("models fallbacks move fast 2")).toEqual(["ollama/qwen3:14b", "Fast", "openai/gpt-5.2"]);
  expect(await listOf("models image-fallbacks clear")).toEqual([]);
});

const EMPTY = '{ agents: { defaults: { model: "anthropic/claude-opus-4-6" } } }';

test.each([
  ["fallbacks add fast", CONFIG, "groq/llama-3.3-70b-versatile is a fallback already"],
  ["fallbacks move fast 1", CONFIG, "fast is fallback 1"],
  ["fallbacks clear", EMPTY, "there are no fallbacks"],
  ["image-fallbacks clear", "{}", "there are no image fallbacks"],
])("`models %s` of what is there writes nothing and says so", async (line, config, said) => {
  const done = await change(`models ${line}`, withConfig(config));
  expect(done).toEqual({
    code: 0,
    stdout: `Nothing to do: ${said}\n`,
    stderr: "",
    config,
  });
  const { code, document } = await cliJson(`models ${line}`, withConfig(config));
  expect({ code, ...document }).toMatchObject({ code: 0, changed: false, written: false, files: [], diffs: [] });
});

test("an image fallback that is there is spoken of in good English", async () => {
  const { stdout, config } = await change("models image-fallbacks add openai/gpt-5-mini");
  expect({ stdout, config }).toEqual({
    stdout: "Nothing to do: openai/gpt-5-mini is an image fallback already\n",
    config: CONFIG,
  });
});
