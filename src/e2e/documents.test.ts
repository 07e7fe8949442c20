import { expect, test } from "bun:test";
import { join } from "node:path";
import Ajv from "ajv";
import { runBinary, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";
import { everyCommand } from "../testing/tree.ts";

const ajv = new Ajv({ strict: false });
const schema = (name: string) => Bun.file(join(import.meta.dir, `../schema/json/${name}.json`)).json();

/** The name of the schema that a command line's document follows. */
const schemaOf = (argv: readonly string[]) =>
  argv.length === 1
    ? "models-status"
    : argv
        .filter(
          (word, at) =>
            !word.startsWith("-") && at < (argv[1] === "explain" || argv[1] === "list" || argv[1] === "status" ? 2 : 3),
        )
        .join("-");

const HOMES = [
  ["a full home", FULL_HOME, FULL_VARIABLES],
  ["an empty home", {}, { GROQ_API_KEY: "gsk_0123456789abcdefghij" }],
  ["a broken home", { ".openclaw/openclaw.json": "{broken" }, {}],
] as const;

for (const [name, files, variables] of HOMES) {
  test.each(READING_COMMANDS.map((argv) => [argv.join(" "), argv] as const))(
    `in ${name}, %s --json is one document as published`,
    (_, argv) =>
      withFolder(files, async (home) => {
        const { code, stdout, stderr } = runBinary([...argv, "--json"], { home, variables: { ...variables } });
        expect(stderr).toBe("");
        const document: unknown = JSON.parse(stdout);
        const isFailure = code >= 64;
        const validate = ajv.compile(await schema(isFailure ? "error" : schemaOf(argv)));
        validate(document);
        expect(validate.errors ?? []).toEqual([]);
        expect(stdout.endsWith("}\n")).toBe(true);
      }),
  );
}

test("every command answers a usage error with one document", async () => {
  const leaves = await everyCommand();
  await withFolder({}, async (home) => {
    const validate = ajv.compile(await schema("error"));
    for (const { path } of leaves) {
      const { code, stdout, stderr } = runBinary([...path, "--nonsense", "--json"], { home });
      expect({ path, code, stderr, valid: validate(JSON.parse(stdout)) }).toEqual({
        path,
        code: 64,
        stderr: "",
        valid: true,
      });
    }
  });
});

test("every command takes --agent before and after it, or refuses it both times with 64", async () => {
  const leaves = await everyCommand();
  await withFolder(FULL_HOME, (home) => {
    for (const { path, command } of leaves) {
      const words = Object.values(command.args).some((arg) => arg.type === "positional" && !arg.optional)
        ? ["fast", "1"]
        : [];
      const [first = "", ...more] = path;
      const run = (argv: readonly string[]) => runBinary(argv, { home, variables: FULL_VARIABLES });
      const [before, after] = [
        run([first, "--agent", "work", ...more, ...words.slice(0, 1)]),
        run([...path, ...words.slice(0, 1), "--agent", "work"]),
      ];
      expect({ path, ...before }).toEqual({ path, ...after });
      if (!Object.hasOwn(command.args, "agent")) expect({ path, code: after.code }).toEqual({ path, code: 64 });
    }
  });
});

test("--agent shows that agent's models and store alone", () =>
  withFolder(FULL_HOME, (home) => {
    const { stdout } = runBinary(["models", "--agent", "work", "status", "--json"], {
      home,
      variables: FULL_VARIABLES,
    });
    const { agentId, resolvedDefault, auth } = JSON.parse(stdout) as Record<string, unknown> & {
      auth: { storePath: string };
    };
    expect({ agentId, resolvedDefault, store: auth.storePath }).toEqual({
      agentId: "work",
      resolvedDefault: "openai/gpt-5.2",
      store: join(home, ".openclaw/agents/work/agent/auth-profiles.json"),
    });
  }));
