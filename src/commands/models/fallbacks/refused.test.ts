import { expect, test } from "bun:test";
import { cliChange, cliJson, withConfig } from "../../../testing/cli.ts";

const CONFIG = `{ agents: { defaults: {
  model: { fallbacks: ["groq/llama-3.3-70b-versatile", "openai/gpt-5.2"] },
  imageModel: { fallbacks: ["openai/gpt-5-mini"] },
} } }
`;

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, config = CONFIG) => cliChange(line, withConfig(config));

const ALL = "fallbacks: groq/llama-3.3-70b-versatile, openai/gpt-5.2";

test.each([
  [
    "models fallbacks add nope/x",
    66,
    "unknown_provider",
    "nobody knows the provider `nope`",
    "list them with `openclaw plugins list`",
  ],
  [
    "models fallbacks add xyzzy",
    66,
    "unknown_alias",
    "`xyzzy` is no alias and no model of yours",
    "list what there is with `openclaw models list --all`",
  ],
  ["models fallbacks remove ollama/qwen3:14b", 66, "unknown_model", "`ollama/qwen3:14b` is no fallback", ALL],
  [
    "models fallbacks move openai/gpt-5.1 1",
    66,
    "unknown_model",
    "`openai/gpt-5.1` is no fallback",
    "did you mean `openai/gpt-5.2`?",
  ],
  [
    "models image-fallbacks remove openai/gpt-5.2",
    66,
    "unknown_model",
    "`openai/gpt-5.2` is no image fallback",
    "image fallbacks: openai/gpt-5-mini",
  ],
  ["models fallbacks move openai/gpt-5.2 0", 64, "usage", "`0` is no place in a list", "count from 1"],
  [
    "models fallbacks move openai/gpt-5.2 -1",
    64,
    "usage",
    "`openclaw models fallbacks move` has no option `-1`",
    "see `openclaw models fallbacks move --help`",
  ],
  ["models fallbacks move openai/gpt-5.2 1.5", 64, "usage", "`1.5` is no place in a list", "count from 1"],
  ["models fallbacks move openai/gpt-5.2 first", 64, "usage", "`first` is no place in a list", "count from 1"],
  [
    "models fallbacks move openai/gpt-5.2 3",
    64,
    "usage",
    "there is no place 3: the list has 2 fallbacks",
    "count from 1 to 2",
  ],
  [
    "models fallbacks move openai/gpt-5.2",
    64,
    "usage",
    "`openclaw models fallbacks move` needs <position>",
    "openclaw models fallbacks move <model> <position>",
  ],
] as const)("`%s` is %d, %s, and changes nothing", async (line, code, word, message, hint) => {
  expect(await change(line)).toEqual({
    code,
    stdout: "",
    stderr: `error: ${message}\nhint: ${hint}\n`,
    config: CONFIG,
  });
  expect(await cliJson(line, withConfig(CONFIG))).toEqual({
    code,
    document: { schemaVersion: 1, error: { code: word, message, hint } },
  });
});

test.each(["remove openai/gpt-5.2", "move openai/gpt-5.2 1"])(
  "`models fallbacks %s` of an empty list",
  async (line) => {
    expect(await change(`models fallbacks ${line}`, "{}")).toEqual({
      code: 66,
      stdout: "",
      stderr: "error: `openai/gpt-5.2` is no fallback\nhint: there are no fallbacks\n",
      config: "{}",
    });
  },
);

test("a model that nobody knows is taken with a warning, with --force without one", async () => {
  const { stderr, ...done } = await change("models image-fallbacks add openai/gpt-5.2x");
  const near = "`openai/gpt-5.2`, `openai/gpt-5.1` or `openai/gpt-5.4`";
  expect(stderr).toBe(`warning: openai/gpt-5.2x is not in the catalog; did you mean ${near}?\n`);
  expect(await change("models image-fallbacks add openai/gpt-5.2x --force")).toEqual({ ...done, stderr: "" });
});

test("of two equal fallbacks the first is removed, and a move keeps both", async () => {
  const twice = '{ agents: { defaults: { model: { fallbacks: ["a/x", "groq/y", "a/x"] } } } }';
  const listAfter = async (line: string) => {
    const { config } = await change(line, twice);
    return Bun.JSON5.parse(String(config)) as { agents: { defaults: { model: { fallbacks: string[] } } } };
  };
  const lists = [await listAfter("models fallbacks remove a/x"), await listAfter("models fallbacks move a/x 3")];
  expect(lists.map(({ agents }) => agents.defaults.model.fallbacks)).toEqual([
    ["groq/y", "a/x"],
    ["groq/y", "a/x", "a/x"],
  ]);
});

test("a list of one is spoken of as one", async () => {
  const { stderr } = await change("models image-fallbacks move openai/gpt-5-mini 2");
  expect(stderr).toBe("error: there is no place 2: the list has 1 image fallback\nhint: it stands at 1 already\n");
});
