import { expect, test } from "bun:test";
import { cli, cliJson, withConfig } from "../../../testing/cli.ts";

const world = withConfig({
  agents: {
    defaults: {
      models: {
        "anthropic/claude-opus-4-6": {},
        "openai/gpt-5.2": { alias: "work" },
        "groq/llama-3.3-70b-versatile": { alias: "Fast" },
        "openai/gpt-5-mini": { alias: "" },
      },
    },
  },
});
const broken = withConfig("{ agents: { defaults: } }");

test("aliases stand in the order of the config, built-in ones among them, suppressed ones not", async () => {
  expect((await cli("models aliases list", world)).stdout).toMatchInlineSnapshot(`
    "opus  anthropic/claude-opus-4-6
    work  openai/gpt-5.2
    Fast  groq/llama-3.3-70b-versatile
    "
  `);
});

test("aliases fit into a narrow terminal and are coloured there", async () => {
  const { stdout } = await cli("models aliases list", { ...world, columns: 60 });
  expect(stdout.replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
    "␛[36mopus␛[39m  anthropic/claude-opus-4-6
    ␛[36mwork␛[39m  openai/gpt-5.2
    ␛[36mFast␛[39m  groq/llama-3.3-70b-versatile
    "
  `);
  const narrow = await cli("models aliases list", { ...world, columns: 60, variables: { NO_COLOR: "1" } });
  expect(narrow).toEqual(await cli("models aliases list", world));
});

test("plain aliases are one a line, with the model as the config writes it", async () => {
  expect(await cli("models aliases list --plain", world)).toEqual({
    code: 0,
    stdout: "opus anthropic/claude-opus-4-6\nwork openai/gpt-5.2\nFast groq/llama-3.3-70b-versatile\n",
    stderr: "",
  });
});

test("the JSON document maps aliases to models", async () => {
  expect(await cliJson("models aliases list", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      aliases: {
        opus: "anthropic/claude-opus-4-6",
        work: "openai/gpt-5.2",
        Fast: "groq/llama-3.3-70b-versatile",
      },
    },
  });
});

test("without aliases that is said to a person, and scripts get nothing", async () => {
  expect(await cli("models aliases list")).toEqual({
    code: 0,
    stdout: "No aliases yet. Add one: openclaw models aliases add <alias> <model>\n",
    stderr: "",
  });
  expect(await cli("models aliases list --plain")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await cliJson("models aliases list")).toEqual({ code: 0, document: { schemaVersion: 1, aliases: {} } });
});

test("an alias named like a property of every object is an alias like any other", async () => {
  const odd = withConfig('{"agents":{"defaults":{"models":{"openai/gpt-5.2":{"alias":"__proto__"}}}}}');
  expect((await cli("models aliases list --plain", odd)).stdout).toBe("__proto__ openai/gpt-5.2\n");
  expect((await cli("models aliases list --json", odd)).stdout).toContain('"__proto__": "openai/gpt-5.2"');
});

test("a broken config is named with its line, in words and in JSON", async () => {
  const message = [
    "/home/me/.openclaw/openclaw.json:1:23 is not valid JSON5: `}` is not expected there",
    "  { agents: { defaults: } }",
    "                        ^",
  ].join("\n");
  const hint = "open /home/me/.openclaw/openclaw.json and mend line 1; nothing was changed";
  const stderr = `error: ${message}\nhint: ${hint}\n`;
  expect(await cli("models aliases list", broken)).toEqual({ code: 78, stdout: "", stderr });
  expect(await cliJson("models aliases list", broken)).toEqual({
    code: 78,
    document: { schemaVersion: 1, error: { code: "config_invalid", message, hint } },
  });
});

test("aliases are the same for every agent, so that naming one is refused", async () => {
  const message = "`openclaw models aliases list` is the same for every agent";
  const hint = "leave out `--agent`: openclaw models aliases list";
  const stderr = `error: ${message}\nhint: ${hint}\n`;
  expect(await cli("models aliases list --agent main", world)).toEqual({ code: 64, stdout: "", stderr });
  expect(await cliJson("--agent main models aliases list", world)).toEqual({
    code: 64,
    document: { schemaVersion: 1, error: { code: "usage", message, hint } },
  });
});

test("help shows how to get the names alone", async () => {
  const { code, stdout, stderr } = await cli("models aliases list --help", broken);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "List the aliases

    Usage: openclaw models aliases list [options]

    Options:
      --plain           Print one record a line
      --json            Print one JSON document
      --no-color        Print without colour
      --profile <text>  Use the state directory \`~/.openclaw-<name>\`
      --dev             Use the state directory \`~/.openclaw-dev\`
      -h, --help        Show this help

    Examples:
      openclaw models aliases list
          Every alias and the model that it stands for
      openclaw models aliases list --plain | cut -d' ' -f1
          The names alone
    "
  `);
});
