import { expect, test } from "bun:test";
import { cli, cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { type World } from "../../testing/env.ts";

const LIST = `{
  agents: {
    defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile"] } },
    list: [
      { id: "main", default: true },
      { id: "Work", model: "openai/gpt-5-mini" }, // a string
      { id: "lab", model: { primary: "openai/gpt-5.2", fallbacks: ["ollama/qwen3:14b"] } },
    ],
  },
}
`;
const ENTRIES = LIST.replace("list: [", "entries: {")
  .replace("    ],\n", "    },\n")
  .replace(/\{ id: "(\w+)"(?:, )?/g, '"$1": { ');

/** Runs a command and keeps what the config says afterwards. */
const change = (line: string, config: string, more: World = {}) => cliChange(line, withConfig(config, more));

const MINI = '"openai/gpt-5-mini" }, // a string';
const LAB = '{ primary: "openai/gpt-5.2", fallbacks: ["ollama/qwen3:14b"] }';

/** Each command with `--agent`: what it replaces in that agent's entry. */
const CHANGES: readonly (readonly [line: string, from: string, to: string])[] = [
  ["models set openai/gpt-5.2 --agent work", MINI, '{ primary: "openai/gpt-5.2" } }, // a string'],
  ["models --agent work set openai/gpt-5.2", MINI, '{ primary: "openai/gpt-5.2" } }, // a string'],
  ["models set openai/gpt-5-mini --agent lab", LAB, LAB.replace("5.2", "5-mini")],
  [
    "models set-image openai/gpt-5.2 --agent work",
    MINI,
    '"openai/gpt-5-mini", imageModel: { primary: "openai/gpt-5.2" } }, // a string',
  ],
  [
    "models fallbacks add openai/gpt-5.2 --agent work",
    MINI,
    '{ primary: "openai/gpt-5-mini", fallbacks: ["groq/llama-3.3-70b-versatile", "openai/gpt-5.2"] } }, // a string',
  ],
  ["models fallbacks remove ollama/qwen3:14b --agent lab", LAB, '{ primary: "openai/gpt-5.2", fallbacks: [] }'],
  ["models fallbacks clear --agent work", MINI, '{ primary: "openai/gpt-5-mini", fallbacks: [] } }, // a string'],
  [
    "models image-fallbacks add openai/gpt-5.2 --agent work",
    MINI,
    '"openai/gpt-5-mini", imageModel: { fallbacks: ["openai/gpt-5.2"] } }, // a string',
  ],
];

test.each(CHANGES)(
  "`%s` edits that agent's own entry and no other byte, in list and entries",
  async (line, from, to) => {
    for (const config of [LIST, ENTRIES]) {
      const done = await change(line, config);
      expect(done).toMatchObject({ code: 0, stderr: "", config: config.replace(from, to) });
      expect(done.config).not.toBe(config);
      const { document } = await cliJson(line, withConfig(config));
      expect(document["agentId"]).toBe(line.includes("lab") ? "lab" : "work");
    }
  },
);

test("an agent without a choice of its own gets one", async () => {
  expect(await change("models set openai/gpt-5.2 --agent main", LIST)).toEqual({
    code: 0,
    stdout:
      "✓ the default model of main is now openai/gpt-5.2\n  in ~/.openclaw/openclaw.json; the file before it is kept as .bak\n",
    stderr: "",
    config: LIST.replace("default: true }", 'default: true, model: { primary: "openai/gpt-5.2" } }'),
  });
});

test("an inherited list is copied before it is changed, and that is said", async () => {
  const { stdout } = await change("models fallbacks add openai/gpt-5.2 --agent work", LIST);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ for work, openai/gpt-5.2 is now fallback 2
      work had inherited the list of the defaults; it now has its own copy
      in ~/.openclaw/openclaw.json; the file before it is kept as .bak
    "
  `);
});

test("an agent's list that is cleared is no copy of the inherited one", async () => {
  const { stdout } = await change("models fallbacks clear --agent work", LIST);
  expect(stdout).not.toContain("own copy");
});

test("the agent's own entry is moved within, by position", async () => {
  const two = LIST.replace('["ollama/qwen3:14b"]', '["ollama/qwen3:14b", "openai/gpt-5.1"]');
  const done = await change("models fallbacks move openai/gpt-5.1 1 --agent lab", two);
  expect(done.config).toBe(LIST.replace('["ollama/qwen3:14b"]', '["openai/gpt-5.1", "ollama/qwen3:14b"]'));
});

test.each([
  [
    "models set openai/gpt-5-mini --agent work",
    "Nothing to do: the default model of work is openai/gpt-5-mini already\n",
  ],
  [
    "models fallbacks add ollama/qwen3:14b --agent lab",
    "Nothing to do: for lab, ollama/qwen3:14b is a fallback already\n",
  ],
  ["models image-fallbacks clear --agent work", "Nothing to do: for work, there are no image fallbacks\n"],
])("`%s` changes nothing", async (line, stdout) => {
  expect(await change(line, LIST)).toEqual({ code: 0, stdout, stderr: "", config: LIST });
});

test.each(["set fast", "fallbacks clear", "image-fallbacks add openai/gpt-5.2", "fallbacks move openai/gpt-5.2 1"])(
  "`models %s` for an agent that nobody knows is 66",
  async (command) => {
    expect(await change(`models ${command} --agent labb`, LIST)).toEqual({
      code: 66,
      stdout: "",
      stderr: "error: there is no agent `labb`\nhint: did you mean `lab`? agents: `main`, `work`, `lab`\n",
      config: LIST,
    });
  },
);

test("the main agent of a config without agents has no entry to be written to", async () => {
  expect(await change("models set openai/gpt-5.2 --agent main", "{}")).toEqual({
    code: 66,
    stdout: "",
    stderr: "error: the config has no entry for the agent `main`\nhint: leave out `--agent` to change the defaults\n",
    config: "{}",
  });
});

test.each(["aliases add quick openai/gpt-5.2", "aliases remove quick"])(
  "`models %s` is the same for every agent, before and after the subcommand",
  async (command) => {
    const [group, verb] = command.split(" ");
    const said = `error: \`openclaw models ${group} ${verb}\` is the same for every agent\nhint: leave out \`--agent\`: openclaw models ${group} ${verb}\n`;
    expect(await cli(`models ${command} --agent work`, withConfig(LIST))).toEqual({
      code: 64,
      stdout: "",
      stderr: said,
    });
    expect(await cli(`models --agent work ${command}`, withConfig(LIST))).toEqual({
      code: 64,
      stdout: "",
      stderr: said,
    });
  },
);
