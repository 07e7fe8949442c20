import { describe, expect, test } from "bun:test";
import { cli, withConfig } from "../testing/cli.ts";
import { createFakeEnv, type World } from "../testing/env.ts";
import { watchInput } from "./input.ts";

const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const aliases = (alias: string, more: World = {}) =>
  withConfig({ agents: { defaults: { models: { "openai/gpt-5.2": { alias } } } } }, more);

describe("control characters of a config", () => {
  test.each(["\u001b[31mred", "a\nopus evil/x", "a\tb", "\u009b2J", "a\u202eb", "\u0000"])(
    "%j reach no person and no pipe",
    async (evil) => {
      const name = evil.replace(/[^ -~]/gu, "\ufffd");
      expect((await cli("models aliases list", aliases(evil))).stdout).toBe(`${name}  openai/gpt-5.2\n`);
      expect((await cli("models aliases list --plain", aliases(evil))).stdout).toBe(`${name} openai/gpt-5.2\n`);
    },
  );

  test("stay in JSON, escaped", async () => {
    const { stdout } = await cli("models aliases list --json", aliases("\u001b[31mred"));
    expect(stdout).toBe('{\n  "schemaVersion": 1,\n  "aliases": {\n    "\\u001b[31mred": "openai/gpt-5.2"\n  }\n}\n');
  });

  test.each([
    ["\u007f", "\\u007f"],
    ["\u009b2J", "\\u009b2J"],
    ["a\u202eb", "a\\u202eb"],
    ["\u2066x\u2069", "\\u2066x\\u2069"],
    ["\u{e0041}", "\\udb40\\udc41"],
    ["a\nb", "a\\nb"],
    ["é€🦀", "é€🦀"],
  ])("%j is escaped in JSON where a terminal would act upon it, and is the same when read", async (evil, escaped) => {
    const { stdout } = await cli("models aliases list --json", aliases(`x${evil}`));
    expect(stdout).toContain(`    "x${escaped}": "openai/gpt-5.2"\n`);
    expect(JSON.parse(stdout)).toMatchObject({ aliases: { [`x${evil}`]: "openai/gpt-5.2" } });
  });

  test("reach no person through a model, a provider, a key or an agent either", async () => {
    const evil = "\u001b[2J\u0007";
    const config = {
      [evil]: 1,
      agents: { defaults: { model: { primary: `x${evil}/y`, fallbacks: [evil] } }, list: [{ id: evil }] },
      models: { providers: { [evil]: { models: [{ id: evil, name: evil }] } } },
    };
    for (const line of [
      "models status",
      "models list",
      "models list --plain",
      "models fallbacks list",
      "models list --agent x",
    ]) {
      const { stdout, stderr } = await cli(line, withConfig(config));
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });

  test("of a command line are replaced in its error", async () => {
    const { stderr } = await cli("models explain \u001b[31mx");
    expect(stderr.split("\n")[0]).toBe("error: `\ufffd[31mx` is no alias and no model of yours");
  });

  test.each([
    ['models explain "a\nerror: b"', "`a\ufffderror: b` is no alias and no model of yours"],
    ['"a\nb"', "`openclaw a\ufffdb` is no command"],
    ['models "a\nb" --json=1', "`openclaw models a\ufffdb` is no command"],
    ['models list "a\nb"', "`a\ufffdb` is one word too many for `openclaw models list`"],
    ['models list --provider "a\nb"', "nobody knows the provider `a\ufffdb`"],
    ['models status --agent "a\nb"', "there is no agent `a\ufffdb`"],
    ['models status "--a\nb"', "`openclaw models status` has no option `--a\ufffdb`"],
    ['models status --warn-within "1\nh"', "`--warn-within` must be a number with s, m, h, d or w, not `1\ufffdh`"],
    ['models set "a\nb" --dry-run', "`a\ufffdb` is no alias and no model of yours"],
    ['models aliases add "a\nb" openai/gpt-5.2 --dry-run', "`a\ufffdb` cannot be an alias"],
  ])("a line end in %j makes no new line", async (line, message) => {
    const { stdout, stderr } = await cli(line);
    const [first, second, ...rest] = stderr.split("\n");
    expect({ stdout, first, second: second?.slice(0, 6), rest }).toEqual({
      stdout: "",
      first: `error: ${message}`,
      second: "hint: ",
      rest: [""],
    });
  });
});

describe("control characters of a variable", () => {
  const evil = "a\u001b[31m\nopus evil/x";
  test.each([
    ["of the environment", { variables: { EVIL: evil } }, "a\ufffd[31m\ufffdopus evil/x"],
    [
      "of `.env`, as a line end between quotes",
      { files: { "~/.openclaw/.env": 'EVIL="a\nopus evil/x"\n' } },
      "a\ufffdopus evil/x",
    ],
    ["of `.env`, as they are", { files: { "~/.openclaw/.env": "EVIL=a\u001b[31mb\n" } }, "a\ufffd[31mb"],
  ])("%s reach no person and no pipe through an alias", async (_, more, name) => {
    const world = aliases("${EVIL}", more);
    expect((await cli("models aliases list", world)).stdout).toBe(`${name}  openai/gpt-5.2\n`);
    expect((await cli("models aliases list --plain", world)).stdout).toBe(`${name} openai/gpt-5.2\n`);
  });

  test.each([
    ["an escape sequence", { variables: { ANTHROPIC_API_KEY: `${KEY}\u001b[2J` } }],
    ["a line end", { variables: { ANTHROPIC_API_KEY: `${KEY}\nx` } }],
    ["a line end in `.env`", { files: { "~/.openclaw/.env": `ANTHROPIC_API_KEY="${KEY}\nx"\n` } }],
  ])("reach no person through the end of a key that is shown: %s", async (_, world) => {
    for (const line of ["models status", "models explain claude-opus-4-6"]) {
      const { stdout } = await cli(line, world);
      expect(stdout).toContain("\ufffd");
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
      expect(stdout.split("\n").filter((text) => text.startsWith("x"))).toEqual([]);
    }
  });
});

test("what the network says forges nothing either, nor does a question that names it", async () => {
  const { env, stdout, stderr } = createFakeEnv({
    http: async () => ({ kind: "answer", status: 200, headers: {}, body: "\u001b[2J" }),
    answers: [true],
  });
  const asked: string[] = [];
  const person = { ...env.person, confirm: async (question: string) => asked.push(question) > 0 };
  const watched = watchInput({ ...env, person });
  await watched.env.http({ url: "https://x.example", method: "GET", headers: {}, deadlineMs: 1, maxBytes: 9 });
  await watched.env.person.confirm("a\u001b[2Jb");
  expect([watched.isSuspect(), asked, stdout(), stderr()]).toEqual([true, ["a\ufffd[2Jb"], "", ""]);
});
