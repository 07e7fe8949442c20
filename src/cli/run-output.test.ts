import { describe, expect, test } from "bun:test";
import { ClosedPipe } from "../contracts/closed-pipe.ts";
import type { Env } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { cli, cliJson, withConfig } from "../testing/cli.ts";
import { createFakeEnv, type World } from "../testing/env.ts";
import { VERSION } from "../version.ts";
import { run } from "./run.ts";

const aliases = (alias: string) => withConfig({ agents: { defaults: { models: { "openai/gpt-5.2": { alias } } } } });
const BROKEN = withConfig("{ agents: { defaults: } }");

describe("colour", () => {
  const painted = "\u001b[36mfast\u001b[39m  openai/gpt-5.2\n";
  const bare = "fast  openai/gpt-5.2\n";
  test.each<[string, string, World, string]>([
    ["is off where there is no terminal", "", {}, bare],
    ["is on in a terminal", "", { columns: 80 }, painted],
    ["is off with NO_COLOR, whatever it says", "", { columns: 80, variables: { NO_COLOR: "" } }, bare],
    ["is off in a dumb terminal", "", { columns: 80, variables: { TERM: "dumb" } }, bare],
    ["is off with --no-color", "--no-color", { columns: 80 }, bare],
    ["is off with --no-color, even if forced", "--no-color", { variables: { FORCE_COLOR: "1" } }, bare],
    ["is on with FORCE_COLOR, without a terminal too", "", { variables: { FORCE_COLOR: "1" } }, painted],
    ["is not forced with FORCE_COLOR=0", "", { variables: { FORCE_COLOR: "0" } }, bare],
    ["is off in plain output", "--plain", { columns: 80 }, "fast openai/gpt-5.2\n"],
  ])("%s", async (_, options, more, stdout) => {
    const world = { ...aliases("fast"), ...more };
    expect(await cli(`models aliases list ${options}`, world)).toEqual({ code: 0, stdout, stderr: "" });
  });

  test("is off in JSON, even if forced", async () => {
    const world = { ...aliases("fast"), columns: 80, variables: { FORCE_COLOR: "1" } };
    expect(await cli("models aliases list --json", world)).toEqual(
      await cli("models aliases list --json", aliases("fast")),
    );
  });

  test("marks the words `error` and `hint`", async () => {
    const { stderr } = await cli("models stauts", { columns: 80 });
    expect(stderr.replaceAll("\u001b", "␛")).toBe(
      "␛[31merror:␛[39m `openclaw models stauts` is no command\n␛[36mhint:␛[39m did you mean `openclaw models status`?\n",
    );
  });
});

describe("a bug", () => {
  const broken = (world: World) => {
    const { env, ...rest } = createFakeEnv(world);
    const read = async () => {
      throw new TypeError("sk-secret in the message");
    };
    return { ...rest, env: { ...env, files: { ...env.files, read } } satisfies Env };
  };
  const message = "this is a bug in openclaw (TypeError)";
  const hint = "please report it with the command that you ran";

  test("is named by its kind: neither its message nor a stack is shown", async () => {
    const { env, stdout, stderr } = broken({});
    expect(await run(["models", "status"], env)).toBe(70);
    expect({ stdout: stdout(), stderr: stderr() }).toEqual({
      stdout: "",
      stderr: `error: ${message}\nhint: ${hint}\n`,
    });
  });

  test("is one JSON document for scripts", async () => {
    const { env, stdout, stderr } = broken({});
    expect(await run(["models", "status", "--json"], env)).toBe(70);
    expect(JSON.parse(stdout())).toEqual({ schemaVersion: 1, error: { code: "bug", message, hint } });
    expect(stderr()).toBe("");
  });
});

describe("a reader who has gone", () => {
  const closed = (): Env => {
    const { env } = createFakeEnv({});
    const write = async () => {
      throw new ClosedPipe();
    };
    return { ...env, stdout: { ...env.stdout, write }, stderr: { ...env.stderr, write } };
  };
  test.each([[["models", "list", "--all"]], [["models", "status", "--json"]], [["--help"]], [["--version"]]])(
    "of %j is no failure",
    async (argv) => {
      expect(await run(argv, closed())).toBe(0);
    },
  );

  test.each([
    [["models", "list", "--bogus"], 64],
    [["models", "list", "--bogus", "--json"], 64],
    [["nope"], 64],
    [["models", "explain", "nope"], 66],
  ])("does not change the exit code of the error of %j", async (argv, code) => {
    expect(await run(argv, closed())).toBe(code);
  });
});

describe("an answer that cannot be written", () => {
  const full = (): ReturnType<typeof createFakeEnv> => {
    const fake = createFakeEnv({});
    const write = async () => {
      throw new AppError("file_unwritable", "the answer cannot be written", "check where it goes");
    };
    return { ...fake, env: { ...fake.env, stdout: { ...fake.env.stdout, write } } };
  };
  const said = "error: the answer cannot be written\nhint: check where it goes\n";

  test.each([[["models"]], [["models", "list", "--plain"]], [["--help"]], [["--version", "--no-color"]]])(
    "of %j is 73, and no bug",
    async (argv) => {
      const { env, stderr } = full();
      expect(await run(argv, env)).toBe(73);
      expect(stderr()).toBe(said);
    },
  );

  test("is said on stderr too where JSON was asked for", async () => {
    const { env, stderr } = full();
    expect(await run(["models", "--json"], env)).toBe(73);
    expect(stderr()).toBe(said);
  });
});

test("the broken line of a file stands below the message, and the hint below it", async () => {
  const message = "/home/me/.openclaw/openclaw.json:1:23 is not valid JSON5: `}` is not expected there";
  const detail = "  { agents: { defaults: } }\n                        ^";
  const hint = "open /home/me/.openclaw/openclaw.json and mend line 1; nothing was changed";
  expect(await cli("models", BROKEN)).toEqual({
    code: 78,
    stdout: "",
    stderr: `error: ${message}\n${detail}\nhint: ${hint}\n`,
  });
  expect((await cliJson("models", BROKEN)).document["error"]).toEqual({
    code: "config_invalid",
    message: `${message}\n${detail}`,
    hint,
  });
});

test.each(["--dev --profile work models", "models --profile=work --dev", "models list --dev --profile dev"])(
  "`%s` names two state directories, and is refused",
  async (line) => {
    const { code, stdout, stderr } = await cli(line);
    expect({ code, stdout, message: stderr.split("\n")[0] }).toEqual({
      code: 64,
      stdout: "",
      message: "error: `--dev` and `--profile` exclude each other",
    });
  },
);

test("a broken config is one JSON document for each command that reads it", async () => {
  for (const line of [
    "models",
    "models status",
    "models list",
    "models explain x",
    "models aliases list",
    "models fallbacks list",
  ]) {
    expect(await cliJson(line, BROKEN)).toMatchObject({
      code: 78,
      document: { schemaVersion: 1, error: { code: "config_invalid" } },
    });
  }
});

test.each(["--version", "-V"])("%s answers before anything is read", async (option) => {
  expect(await cli(option, BROKEN)).toEqual({ code: 0, stdout: `openclaw ${VERSION}\n`, stderr: "" });
  expect(await cliJson(option, BROKEN)).toEqual({ code: 0, document: { schemaVersion: 1, version: VERSION } });
});

test.each([
  ["--dev models", "/home/me/.openclaw-dev/openclaw.json"],
  ["models --profile work", "/home/me/.openclaw-work/openclaw.json"],
  ["models status --profile=DEFAULT", "/home/me/.openclaw/openclaw.json"],
])("`%s` reads another state directory", async (line, configPath) => {
  expect((await cliJson(line)).document["configPath"]).toBe(configPath);
});
