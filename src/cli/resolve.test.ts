import { describe, expect, test } from "bun:test";
import { cli, cliJson } from "../testing/cli.ts";
import { createFakeEnv } from "../testing/env.ts";
import { everyCommand } from "../testing/tree.ts";
import { resolve, UnknownCommand } from "./resolve.ts";
import { run } from "./run.ts";
import { TREE } from "./tree.ts";

describe("leads to", () => {
  test.each<[string[], string, string[]]>([
    [[], "", []],
    [["models"], "models", []],
    [["models", "list", "--all", "x"], "models list", ["--all", "x"]],
    [["--agent", "a", "models", "list"], "models list", ["--agent", "a"]],
    [["models", "--agent", "list", "list"], "models list", ["--agent", "list"]],
    [["models", "--agent=a", "list"], "models list", ["--agent=a"]],
    [["models", "--warn-within", "1h", "status"], "models status", ["--warn-within", "1h"]],
    [["--profile", "models", "models", "status"], "models status", ["--profile", "models"]],
    [["--json", "models", "aliases", "--no-color", "list"], "models aliases list", ["--json", "--no-color"]],
    [["models", "auth", "order", "get", "get"], "models auth order get", ["get"]],
    [["models", "--", "list"], "models", ["--", "list"]],
    [["models", "explain", "--", "list"], "models explain", ["--", "list"]],
    [["models", "--agent"], "models", ["--agent"]],
  ])("%j", async (argv, path, rest) => {
    const route = await resolve(TREE, argv);
    expect({ path: route.path.join(" "), rest: route.rest }).toEqual({ path, rest });
  });

  test("every command of the tree, by its own words", async () => {
    for (const { path, row } of await everyCommand()) {
      expect(await resolve(TREE, path)).toEqual({ row, path, rest: [] });
    }
  });
});

describe("an unknown command is refused with the nearest one", () => {
  test.each([
    ["modles", "`openclaw modles` is no command", "did you mean `openclaw models`?"],
    ["models stauts", "`openclaw models stauts` is no command", "did you mean `openclaw models status`?"],
    ["models alias list", "`openclaw models alias` is no command", "did you mean `openclaw models aliases`?"],
    ["--agent a models lst", "`openclaw models lst` is no command", "did you mean `openclaw models list`?"],
    ["gateway run", "`openclaw gateway` is no command", "see `openclaw --help`"],
    ["help nope", "`openclaw nope` is no command", "see `openclaw --help`"],
    ["help models stauts", "`openclaw models stauts` is no command", "did you mean `openclaw models status`?"],
    ["constructor", "`openclaw constructor` is no command", "see `openclaw --help`"],
    ["models __proto__", "`openclaw models __proto__` is no command", "see `openclaw models --help`"],
    ["models toString", "`openclaw models toString` is no command", "see `openclaw models --help`"],
    ["-", "`openclaw -` is no command", "see `openclaw --help`"],
  ])("%s", async (line, message, hint) => {
    expect(await cli(line)).toEqual({ code: 64, stdout: "", stderr: `error: ${message}\nhint: ${hint}\n` });
    expect(await cliJson(line)).toEqual({
      code: 64,
      document: { schemaVersion: 1, error: { code: "unknown_command", message, hint } },
    });
  });

  test("in a way that the caller can tell from other errors", async () => {
    expect(await resolve(TREE, ["gateway"]).catch((error: unknown) => error)).toBeInstanceOf(UnknownCommand);
  });
});

describe("help of an unknown command is that of the group it was sought in", () => {
  test.each([
    ["nope --help", "--help"],
    ["nope status -h", "--help"],
    ["--agent a nope --help", "--help"],
    ["models nope list --help", "models --help"],
    ["models auth __proto__ --help", "models auth --help"],
  ])("%s", async (line, group) => {
    expect(await cli(line)).toEqual({ ...(await cli(group)), code: 0 });
    expect(await cliJson(line)).toEqual(await cliJson(group));
  });
});

describe("another program of our name", () => {
  test.each([
    [["gateway", "run", "--port", "1"]],
    [["models", "gateway"]],
    [["gateway", "--help"]],
    [["help", "gateway", "run"]],
    [["help", "models", "gateway"]],
    [["gateway", "--json", "--agent", "a"]],
    [["--profile", "work", "gateway"]],
  ])("is run for %j, word by word, and its exit code is ours", async (argv) => {
    const { env, stdout, stderr, delegated } = createFakeEnv({ other: 7 });
    expect(await run(argv, env)).toBe(7);
    expect({ delegated, stdout: stdout(), stderr: stderr() }).toEqual({ delegated: [argv], stdout: "", stderr: "" });
  });

  test.each([
    [["models", "status"]],
    [["models", "list", "surplus"]],
    [["models", "set", "opus", "--dry-run"]],
    [["help", "models", "set"]],
    [["--version"]],
    [[]],
  ])("is not run for %j, which is ours", async (argv: string[]) => {
    const { env, delegated } = createFakeEnv({ other: 7 });
    await run(argv, env);
    expect(delegated).toEqual([]);
  });
});
