import { expect, test } from "bun:test";
import { join } from "node:path";
import Ajv from "ajv";
import { runBinary, snapshot, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";
import { everyCommand, isPlanned } from "../testing/tree.ts";

/** Every command that changes something, with the words that it needs; each only shows what it would do. */
const CHANGES = [
  ["models", "set", "fast"],
  ["models", "set-image", "google/gemini-3-flash-preview"],
  ["models", "aliases", "add", "smart", "openai/gpt-5.2"],
  ["models", "aliases", "remove", "fast"],
  ["models", "fallbacks", "add", "openai/gpt-5.2"],
  ["models", "fallbacks", "remove", "fast"],
  ["models", "fallbacks", "clear"],
  ["models", "fallbacks", "move", "fast", "1"],
  ["models", "image-fallbacks", "add", "fast"],
  ["models", "image-fallbacks", "remove", "google/gemini-3-flash-preview"],
  ["models", "image-fallbacks", "clear"],
  ["models", "image-fallbacks", "move", "google/gemini-3-flash-preview", "1"],
  ["models", "scan", "--offline"],
  ["models", "auth", "logout", "openai:work"],
  ["models", "auth", "migrate"],
  ["models", "auth", "order", "set", "--provider", "openai", "openai:work"],
  ["models", "auth", "order", "clear", "--provider", "openai"],
].map((argv) => argv.concat("--dry-run"));

const ajv = new Ajv({ strict: false });
const schema = (name: string) => Bun.file(join(import.meta.dir, `../schema/json/${name}.json`)).json();

const leaves = await everyCommand();

/** The name of the schema that a command line's document follows. */
const schemaOf = (argv: readonly string[]) =>
  leaves.find(({ path }) => path.every((word, at) => argv[at] === word))?.path.join("-") ?? "models-status";

const HOMES = [
  ["a full home", FULL_HOME, FULL_VARIABLES],
  ["an empty home", {}, { GROQ_API_KEY: "gsk_0123456789abcdefghij" }],
  ["a broken home", { ".openclaw/openclaw.json": "{broken" }, {}],
] as const;

for (const [name, files, variables] of HOMES) {
  test.each([...READING_COMMANDS, ...CHANGES].map((argv) => [argv.join(" "), argv] as const))(
    `in ${name}, %s --json is one document as published`,
    (_, argv) =>
      withFolder(files, async (home) => {
        const before = await snapshot(home);
        const { code, stdout, stderr } = runBinary([...argv, "--json"], { home, variables: { ...variables } });
        expect(stderr).toBe("");
        const document: unknown = JSON.parse(stdout);
        const isFailure = code >= 64;
        const validate = ajv.compile(await schema(isFailure ? "error" : schemaOf(argv)));
        validate(document);
        expect(validate.errors ?? []).toEqual([]);
        expect(stdout.endsWith("}\n")).toBe(true);
        expect(await snapshot(home)).toEqual(before);
      }),
  );
}

test("every change of the tree is asked here", () => {
  const changing = leaves.filter((leaf) => !isPlanned(leaf) && Object.hasOwn(leaf.command.args, "dry-run"));
  expect(CHANGES.map(schemaOf).toSorted()).toEqual(changing.map(({ path }) => path.join("-")).toSorted());
});

test("every command answers a usage error with one document", async () => {
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

test("every command takes --agent before and after it, or refuses it both times with 64", () =>
  withFolder(FULL_HOME, (home) => {
    for (const { path, command } of leaves) {
      const isChange = Object.hasOwn(command.args, "dry-run");
      const needed = Object.values(command.args).filter((arg) => arg.type === "positional" && !arg.optional);
      const words = [...["fast", "1"].slice(0, needed.length), ...(isChange ? ["--dry-run"] : [])];
      const [first = "", ...more] = path;
      const run = (argv: readonly string[]) => runBinary(argv, { home, variables: FULL_VARIABLES });
      const [before, after] = [
        run([first, "--agent", "work", ...more, ...words]),
        run([...path, ...words, "--agent", "work"]),
      ];
      expect({ path, ...before }).toEqual({ path, ...after });
      if (!Object.hasOwn(command.args, "agent")) expect({ path, code: after.code }).toEqual({ path, code: 64 });
    }
  }));

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
