import { describe, expect, test } from "bun:test";
import { cli, cliJson, withConfig } from "../../../testing/cli.ts";

describe.each([
  ["fallbacks", "model", "fallbacks"],
  ["image-fallbacks", "imageModel", "image fallbacks"],
] as const)("models %s list:", (group, slot, noun) => {
  const world = withConfig({
    agents: {
      defaults: {
        [slot]: { primary: "openai/gpt-5.2", fallbacks: ["Opus", "openai/gpt-5-mini"] },
        models: { "anthropic/claude-opus-4-6": {}, "openai/gpt-5-mini": { alias: "mini" } },
      },
      list: [{ id: "main" }, { id: "work", [slot]: { primary: "openai/gpt-5.2", fallbacks: ["mini"] } }],
    },
  });

  test("fallbacks are numbered in their order, with what the config wrote beside what it stands for", async () => {
    expect(await cli(`models ${group} list`, world)).toEqual({
      code: 0,
      stdout: "1. anthropic/claude-opus-4-6  written as Opus\n2. openai/gpt-5-mini\n",
      stderr: "",
    });
  });

  test("fallbacks are coloured in a terminal, and the same without colour in a narrow one", async () => {
    const { stdout } = await cli(`models ${group} list`, { ...world, columns: 60 });
    expect(stdout.replaceAll("\u001b", "␛")).toBe(
      "1. anthropic/claude-opus-4-6␛[2m  written as Opus␛[22m\n2. openai/gpt-5-mini\n",
    );
    const narrow = await cli(`models ${group} list`, { ...world, columns: 60, variables: { NO_COLOR: "1" } });
    expect(narrow).toEqual(await cli(`models ${group} list`, world));
  });

  test("plain fallbacks are one a line, as the config writes them", async () => {
    const stdout = "Opus\nopenai/gpt-5-mini\n";
    expect(await cli(`models ${group} list --plain`, world)).toEqual({ code: 0, stdout, stderr: "" });
  });

  test("the JSON document has what is written and what it stands for", async () => {
    expect(await cliJson(`models ${group} list`, world)).toEqual({
      code: 0,
      document: {
        schemaVersion: 1,
        agentId: "main",
        fallbacks: ["Opus", "openai/gpt-5-mini"],
        resolved: ["anthropic/claude-opus-4-6", "openai/gpt-5-mini"],
      },
    });
  });

  test("an agent's own fallbacks win over those of the defaults, wherever the agent is named", async () => {
    const own = { code: 0, stdout: "1. openai/gpt-5-mini  written as mini\n", stderr: "" };
    expect(await cli(`models ${group} list --agent work`, world)).toEqual(own);
    expect(await cli(`--agent WORK models ${group} list`, world)).toEqual(own);
  });

  test("without fallbacks that is said to a person, and scripts get nothing", async () => {
    expect(await cli(`models ${group} list`)).toEqual({
      code: 0,
      stdout: `No ${noun} yet. Add one: openclaw models ${group} add <model>\n`,
      stderr: "",
    });
    expect(await cli(`models ${group} list --plain`)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await cliJson(`models ${group} list`)).toEqual({
      code: 0,
      document: { schemaVersion: 1, agentId: "main", fallbacks: [], resolved: [] },
    });
  });

  test.each([
    ["--agent wrok", 66, "unknown_agent", "there is no agent `wrok`", "did you mean `work`? agents: `main`, `work`"],
    [
      "surplus",
      64,
      "usage",
      `\`surplus\` is one word too many for \`openclaw models ${group} list\``,
      `it goes: openclaw models ${group} list`,
    ],
  ])("`%s` is refused, in words and in JSON", async (words, exit, code, message, hint) => {
    const stderr = `error: ${message}\nhint: ${hint}\n`;
    expect(await cli(`models ${group} list ${words}`, world)).toEqual({ code: exit, stdout: "", stderr });
    expect(await cliJson(`models ${group} list ${words}`, world)).toEqual({
      code: exit,
      document: { schemaVersion: 1, error: { code, message, hint } },
    });
  });

  test("a list of fallbacks that is no list is an error of the config, and its value is not shown", async () => {
    const wrong = withConfig({ agents: { defaults: { [slot]: { fallbacks: "sk-secret" } } } });
    const { code, stdout, stderr } = await cli(`models ${group} list`, wrong);
    expect({ code, stdout }).toEqual({ code: 78, stdout: "" });
    const path = `agents.defaults.${slot}.fallbacks`;
    expect(stderr).toBe(
      `error: ${path} in /home/me/.openclaw/openclaw.json must be a list, not text\nhint: open /home/me/.openclaw/openclaw.json and mend ${path}; nothing was changed\n`,
    );
  });

  test("help wins over an unknown agent", async () => {
    const { code, stdout, stderr } = await cli(`models ${group} list --agent wrok --help`, world);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`\
List the ${noun} in their order

Usage: openclaw models ${group} list [options]

Options:
  --agent <agent>   The agent it is about, instead of the configured default one
  --plain           Print one record a line
  --json            Print one JSON document
  --no-color        Print without colour
  --profile <text>  Use the state directory \`~/.openclaw-<name>\`
  --dev             Use the state directory \`~/.openclaw-dev\`
  -h, --help        Show this help

Examples:
  openclaw models ${group} list
      The ${noun}, in the order in which they are asked
  openclaw models ${group} list --agent work --json
      Another agent's, for scripts
`);
  });
});
