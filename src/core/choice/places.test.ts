import { describe, expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { cli, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";

type Files = Readonly<Record<string, string>>;

/** Runs a command on files below the state directory; gives those that differ afterwards. */
async function change(line: string, files: Files, variables: World["variables"] = {}) {
  const world = Object.fromEntries(Object.entries(files).map(([name, text]) => [`~/.openclaw/${name}`, text]));
  const { env, stdout, stderr, files: after } = createFakeEnv({ files: world, variables });
  const code = await run(line.split(" "), env);
  const names = [...after].map(([path, text]) => [path.replace(`${HOME}/.openclaw/`, ""), String(text)] as const);
  const changed = Object.fromEntries(names.filter(([name, text]) => files[name] !== text));
  const left = { files: Object.fromEntries(names.map(([name, text]) => [`~/.openclaw/${name}`, text])), variables };
  return { code, stdout: stdout(), stderr: stderr(), changed, left };
}

const fallbacksOf = async (world: World) =>
  (await cli("models fallbacks list --plain", world)).stdout.split("\n").slice(0, -1);

describe("an edit goes into the file in which the value stands", () => {
  const AGENTS =
    '// ours\n{ defaults: { model: "openai/gpt-5-mini", models: { "openai/gpt-5-mini": { alias: "m" } } } }\n';
  const ROOT = '{ agents: { $include: "./agents.json5" }, gateway: { mode: "local" } }\n';
  const files = { "openclaw.json": ROOT, "agents.json5": AGENTS };

  test.each([
    [
      "models set openai/gpt-5.2",
      'model: "openai/gpt-5-mini", models: {',
      'model: { primary: "openai/gpt-5.2" }, models: {',
    ],
    ["models aliases add mini m", '"m"', '"mini"'],
    ["models aliases add gpt-mini m", '"m"', '"gpt-mini"'],
    ["models aliases remove m", '"m"', '""'],
    ["models fallbacks add m", "", ""],
  ])("`%s` with the agents in a file of their own", async (line, from, to) => {
    const { code, changed } = await change(line, files);
    expect([code, Object.keys(changed)]).toEqual([0, ["agents.json5"]]);
    if (from === "" || line.includes("set")) return;
    expect(changed["agents.json5"]).toBe(AGENTS.replace(from, to));
  });

  test("a dry run of that shows the choice, which is no secret", async () => {
    const { stdout } = await change("models set openai/gpt-5.2 --dry-run", files);
    expect(stdout).toContain('primary: "openai/gpt-5.2"');
  });

  test("an include by a path in another directory, two deep", async () => {
    const deep = {
      "openclaw.json": '{ $include: "parts/main.json5" }',
      "parts/main.json5": '{ agents: { $include: ["../agents.json5"] } }',
      "agents.json5": '{ defaults: { imageModel: { primary: "openai/gpt-5-mini" } } }',
    };
    expect((await change("models set-image openai/gpt-5.2", deep)).changed).toEqual({
      "agents.json5": '{ defaults: { imageModel: { primary: "openai/gpt-5.2" } } }',
    });
  });

  const BASE =
    '{ agents: { defaults: { model: { primary: "a/x", fallbacks: ["a/y"] }, models: { "a/x": { alias: "old" } } } } }';
  const merged = {
    "openclaw.json": '{ $include: "./base.json5", agents: { defaults: { workspace: "~/w" } } }',
    "base.json5": BASE,
  };

  test.each([
    ["models aliases remove old", '"a/x": { alias: "old" }', '"a/x": {}'],
    ["models fallbacks remove a/y", '["a/y"]', "[]"],
    ["models fallbacks clear", '["a/y"]', "[]"],
  ])("`%s` where the file that includes says something else beside it", async (line, from, to) => {
    expect((await change(line, merged)).changed).toEqual({ "base.json5": BASE.replace(from, to) });
  });

  const TWO = {
    "openclaw.json": '{ $include: ["./a.json5", "./b.json5"] }',
    "a.json5": '{ agents: { defaults: { model: { fallbacks: ["openai/gpt-5-mini"] } } } }',
    "b.json5": '{ agents: { defaults: { model: { fallbacks: ["openai/gpt-5.1"] } } } }',
  };

  test.each(["remove openai/gpt-5-mini", "remove openai/gpt-5.1", "move openai/gpt-5.1 1", "clear"])(
    "`models fallbacks %s` of a list out of two files does what it says, or is refused",
    async (verb) => {
      const { code, stdout, left, changed } = await change(`models fallbacks ${verb}`, TWO);
      const wanted = verb === "clear" ? [] : verb.startsWith("move") ? ["openai/gpt-5.1", "openai/gpt-5-mini"] : null;
      if (code !== 0) return expect([code, changed]).toEqual([64, {}]);
      expect(stdout).not.toContain("Nothing to do");
      const kept = verb.includes("5.1") ? ["openai/gpt-5-mini"] : ["openai/gpt-5.1"];
      expect(await fallbacksOf(left)).toEqual(wanted ?? kept);
    },
  );

  test("a fallback that is said to be added is there", async () => {
    const { code, left } = await change("models fallbacks add groq/llama-3.3-70b-versatile", merged);
    expect([code, await fallbacksOf(left)]).toEqual([0, ["a/y", "groq/llama-3.3-70b-versatile"]]);
  });
});

describe("${NAME} stays as it is written", () => {
  const variables = { MODEL: "openai/gpt-5.2", OTHER: "openai/gpt-5-mini", KEY: "secret-0123456789" };
  const CONFIG = `{
  agents: { defaults: { model: { primary: "\${MODEL}", fallbacks: ["\${OTHER}", "ollama/qwen3:14b"] } } },
  models: { providers: { corp: { apiKey: "\${KEY}", models: [] } } },
}`;
  const MOVED = CONFIG.replace('"${OTHER}", "ollama/qwen3:14b"', '"ollama/qwen3:14b", "${OTHER}"');

  test.each([
    ["models fallbacks add openai/gpt-5.1", CONFIG.replace('14b"', '14b", "openai/gpt-5.1"')],
    ["models fallbacks remove ollama/qwen3:14b", CONFIG.replace(', "ollama/qwen3:14b"', "")],
    ["models fallbacks remove openai/gpt-5-mini", CONFIG.replace('"${OTHER}", ', "")],
    ["models fallbacks move ollama/qwen3:14b 1", MOVED],
    ["models set-image openai/gpt-5.1", CONFIG.replace("] } }", '] }, imageModel: { primary: "openai/gpt-5.1" } }')],
  ])("by `%s`", async (line, text) => {
    expect((await change(line, { "openclaw.json": CONFIG }, variables)).changed).toEqual({ "openclaw.json": text });
  });

  test("and is known for what it stands for", async () => {
    const same = await change("models set openai/gpt-5.2", { "openclaw.json": CONFIG }, variables);
    expect([same.stdout, same.changed]).toEqual(["Nothing to do: the default model is openai/gpt-5.2 already\n", {}]);
  });

  test("when a model in the string form becomes an object", async () => {
    const config = '{ agents: { defaults: { model: "${MODEL}" } } }';
    const { changed } = await change("models fallbacks add openai/gpt-5.1", { "openclaw.json": config }, variables);
    expect(changed["openclaw.json"]).toBe(
      config.replace('"${MODEL}"', '{ primary: "${MODEL}", fallbacks: ["openai/gpt-5.1"] }'),
    );
  });
});

test("a config under another path is written there and nowhere else", async () => {
  const variables = { OPENCLAW_CONFIG_PATH: "/etc/claw.json" };
  const { env, files } = createFakeEnv({ ...withConfig("{}", { variables }), files: { "/etc/claw.json": "{}" } });
  expect(await run("models set openai/gpt-5.2".split(" "), env)).toBe(0);
  expect([...files.keys()]).toEqual(["/etc/claw.json"]);
});
