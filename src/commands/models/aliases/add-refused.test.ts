import { expect, test } from "bun:test";
import { run } from "../../../cli/run.ts";
import { cliChange, cliJson, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { createFakeEnv, type World } from "../../../testing/env.ts";

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

const LETTERS = "use letters, digits, `.`, `_`, `:` and `-`, as in `openclaw models aliases add fast <model>`";

test.each([
  [
    "models aliases add FAST openai/gpt-5.2",
    64,
    "usage",
    "the alias `Fast` points to groq/llama-3.3-70b-versatile already",
    "free it first: `openclaw models aliases remove Fast`",
  ],
  [
    "models aliases add Opus openai/gpt-5.2",
    64,
    "usage",
    "the alias `opus` points to anthropic/claude-opus-4-6 already",
    "free it first: `openclaw models aliases remove opus`",
  ],
  ["models aliases add a/b openai/gpt-5.2", 64, "usage", "`a/b` cannot be an alias", LETTERS],
  ["models aliases add schnell! openai/gpt-5.2", 64, "usage", "`schnell!` cannot be an alias", LETTERS],
  ['models aliases add "" openai/gpt-5.2', 64, "usage", "the alias is empty", LETTERS],
  [
    "models aliases add x nope/y",
    66,
    "unknown_provider",
    "nobody knows the provider `nope`",
    "list them with `openclaw plugins list`",
  ],
  [
    "models aliases add x fsat",
    66,
    "unknown_alias",
    "`fsat` is no alias and no model of yours",
    "did you mean `Fast`?",
  ],
  [
    "models aliases add x",
    64,
    "usage",
    "`openclaw models aliases add` needs <model>",
    "openclaw models aliases add <alias> <model>",
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

test("a model that nobody knows gets its alias with a warning, with --force without one", async () => {
  const { stderr, ...done } = await change("models aliases add new openai/gpt-5.2x");
  expect(stderr).toBe(
    "warning: openai/gpt-5.2x is not in the catalog; did you mean `openai/gpt-5.2`, `openai/gpt-5.1` or `openai/gpt-5.4`?\n",
  );
  expect(await change("models aliases add new openai/gpt-5.2x --force")).toEqual({ ...done, stderr: "" });
});

test("an alias that is written out although it is built in replaces nothing", async () => {
  const { stdout } = await change("models aliases add opus anthropic/claude-opus-4-6");
  expect(stdout).not.toContain("was called opus before");
});

test("a list of what may be chosen does not grow without a word", async () => {
  const { stdout } = await change("models aliases add smart openai/gpt-5.2");
  expect(stdout).toContain("openai/gpt-5.2 was added to the models that may be chosen\n");
});

test("an alias that hides a model which the config names by its bare id is refused", async () => {
  const bare = withConfig('{agents:{defaults:{model:"gpt-5.1",models:{"openai/gpt-5.1":{},"groq/x":{}}}}}');
  expect((await change("models aliases add gpt-5.1 groq/x", bare)).code).toBe(64);
});

test("an alias that the config uses is not replaced so that the use breaks", async () => {
  const used = withConfig('{agents:{defaults:{model:"fast",models:{"openai/gpt-5.1":{alias:"fast"}}}}}');
  const { env } = createFakeEnv(used);
  await run(["models", "aliases", "add", "quick", "openai/gpt-5.1"], env);
  const { stdout, env: after } = createFakeEnv({ files: { "~/.openclaw/openclaw.json": await textOf(env) } });
  await run(["models", "status", "--plain"], after);
  expect(stdout()).toBe("openai/gpt-5.1\n");
});

async function textOf(env: ReturnType<typeof createFakeEnv>["env"]): Promise<string> {
  const read = await env.files.read(`${HOME}/.openclaw/openclaw.json`);
  return read.kind === "text" ? read.text : "";
}

test("an alias that is the name of another configured model is refused", async () => {
  const { code, stderr } = await change(
    "models aliases add gpt-5.1 groq/x",
    withConfig('{agents:{defaults:{models:{"openai/gpt-5.1":{}}}}}'),
  );
  expect([code, stderr]).toEqual([
    64,
    "error: the alias `gpt-5.1` would hide openai/gpt-5.1, which can be named so\nhint: choose another alias\n",
  ]);
});
