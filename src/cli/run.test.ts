import { describe, expect, test } from "bun:test";
import type { Arg } from "../contracts/command.ts";
import { cli, cliJson, withConfig } from "../testing/cli.ts";
import { everyCommand, everyGroup, isPlanned, type Leaf } from "../testing/tree.ts";

const WORDS: Readonly<Record<string, string>> = { alias: "fast", position: "1" };
const leaves = (await everyCommand()).map((leaf) =>
  Object.assign(leaf, { name: leaf.path.join(" "), line: lineOf(leaf) }),
);
const groups = everyGroup().map((group) => Object.assign(group, { name: group.path.join(" ") }));
const options = leaves.flatMap(({ command, name, line }) =>
  optionsOf(command.args).map(([option, arg]) => ({ name, line, option, arg })),
);
const valued = options.filter(({ arg }) => arg.type !== "boolean");
const agents = withConfig({ agents: { list: [{ id: "main" }, { id: "work" }] } });

/** A command with the words and options that it cannot do without; one that changes something only shows it. */
function lineOf(leaf: Leaf): string {
  const { path, command } = leaf;
  const needed = Object.entries(command.args).flatMap(([name, arg]) => {
    if (arg.type === "positional") return arg.optional ? [] : [WORDS[name] ?? "anthropic/claude-opus-4-6"];
    return arg.type === "string" && arg.required ? [`--${name}=anthropic`] : [];
  });
  const isChange = Object.hasOwn(command.args, "dry-run") && !isPlanned(leaf);
  return [...path, ...needed, ...(isChange ? ["--dry-run"] : [])].join(" ");
}

function optionsOf(args: Leaf["command"]["args"]): [string, Exclude<Arg, { type: "positional" }>][] {
  return Object.entries(args).flatMap(([name, arg]) => (arg.type === "positional" ? [] : [[name, arg]]));
}

async function refused(line: string, message: string): Promise<void> {
  const { code, stdout, stderr } = await cli(line, agents);
  expect({ code, stdout, message: stderr.split("\n")[0] }).toEqual({
    code: 64,
    stdout: "",
    message: `error: ${message}`,
  });
}

describe("help", () => {
  test.each(groups)("of the group `$name` is data, with an example", async ({ name, row }) => {
    const { code, stdout, stderr } = await cli(`${name} --help`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toStartWith(`${row.about}\n\nUsage: openclaw`);
    expect(stdout).toContain(`\nExamples:\n  ${row.examples?.[0]?.run}\n`);
    expect(await cli(`help ${name}`)).toEqual({ code, stdout, stderr });
    expect(await cli(`${name} -h`)).toEqual({ code, stdout, stderr });
  });

  test.each(leaves)(
    "of `$name` is data, with an example, and wins over every other error",
    async ({ name, row, command }) => {
      const { code, stdout, stderr } = await cli(`${name} --help`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toStartWith(`${row.about}\n\nUsage: openclaw ${name} `);
      expect(stdout).toContain(`\nExamples:\n  ${command.examples[0]?.run}\n`);
      expect(await cli(`${name} a b c --bogus --agent --help`, withConfig("{"))).toEqual({ code, stdout, stderr });
      expect((await cliJson(`${name} -h`)).document).toEqual({ schemaVersion: 1, help: stdout });
    },
  );

  test.each(groups.filter(({ row }) => row.bare === undefined))(
    "is what the bare group `$name` prints",
    async ({ name }) => {
      expect(await cli(name)).toEqual(await cli(`${name} --help`));
    },
  );

  test("after `--` is a word like any other", async () => {
    await refused("models list -- --help", "`--help` is one word too many for `openclaw models list`");
  });
});

describe("a command of a later version", () => {
  test.each(leaves.filter(isPlanned))("`$name` says so in one sentence", async ({ name, line }) => {
    const message = `\`openclaw ${name}\` is not in this version yet`;
    const hint = "see what is there: `openclaw --help`";
    expect(await cli(line)).toEqual({ code: 64, stdout: "", stderr: `error: ${message}\nhint: ${hint}\n` });
    expect(await cliJson(line)).toEqual({
      code: 64,
      document: { schemaVersion: 1, error: { code: "not_built", message, hint } },
    });
  });
});

describe("--agent", () => {
  test.each(leaves.filter(({ command }) => command.args["agent"] !== undefined))(
    "of `$name` may stand before and after it",
    async ({ line }) => {
      const [first = "", ...others] = line.split(" ");
      const after = await cli(`${line} --agent work`, agents);
      expect(after.stderr).not.toMatch(/^error: .*--agent/m);
      expect(await cli(`--agent work ${line}`, agents)).toEqual(after);
      expect(await cli([first, "--agent=work", ...others].join(" "), agents)).toEqual(after);
    },
  );

  test.each(leaves.filter(({ command }) => command.args["agent"] === undefined))(
    "of `$name` is refused",
    async ({ name, line }) => {
      const message = `\`openclaw ${name}\` is the same for every agent`;
      await refused(`${line} --agent work`, message);
      await refused(`--agent work ${line}`, message);
    },
  );
});

describe("strictly", () => {
  test.each(leaves)("`$name` refuses an option that it does not have", async ({ name, line }) => {
    await refused(`${line} --bogus`, `\`openclaw ${name}\` has no option \`--bogus\``);
    await refused(`${line} --constructor=1`, `\`openclaw ${name}\` has no option \`--constructor\``);
    await refused(`${line} --__proto__`, `\`openclaw ${name}\` has no option \`--__proto__\``);
  });

  test.each(leaves.filter(({ command }) => !Object.values(command.args).some((arg) => arg.type === "positional")))(
    "`$name` refuses a word, and shows how it goes",
    async ({ name, line }) => {
      await refused(`${line} word`, `\`word\` is one word too many for \`openclaw ${name}\``);
    },
  );

  test.each(leaves.filter(({ command }) => command.plain !== undefined))(
    "`$name` is plain or JSON, not both",
    async ({ line }) => {
      expect(await cliJson(`${line} --plain`)).toMatchObject({
        code: 64,
        document: { error: { code: "usage", message: "`--plain` and `--json` exclude each other" } },
      });
    },
  );

  test.each(valued)("`$name --$option` needs a value", async ({ name, option }) => {
    await refused(`${name} --${option}`, `\`--${option}\` needs a value`);
    await refused(`${name} --${option} --no-color`, `\`--${option}\` needs a value`);
  });

  test.each(valued.filter(({ arg }) => arg.type !== "list"))(
    "`$name --$option` is given once",
    async ({ name, option }) => {
      await refused(`${name} --${option} 1 --${option}=2`, `\`--${option}\` was given twice`);
    },
  );

  test.each(options.filter(({ arg }) => arg.type === "boolean"))(
    "`$name --$option` takes no value",
    async ({ name, option }) => {
      await refused(`${name} --${option}=yes`, `\`--${option}\` takes no value`);
    },
  );

  test.each(valued.filter(({ arg }) => ["integer", "number", "duration"].includes(arg.type)))(
    "`$name --$option` refuses nonsense",
    async ({ line, option, arg }) => {
      const more = arg.needs === undefined ? "" : `--${arg.needs[0]}`;
      const { code, stdout, stderr } = await cli(`${line} --${option} 1x ${more}`);
      expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
      expect(stderr).toStartWith(`error: \`--${option}\` must be a `);
    },
  );
});

test("every example of a built command is a command line that is understood", async () => {
  const built = [
    ...leaves.filter((leaf) => !isPlanned(leaf)).map(({ command }) => command),
    ...groups.map(({ row }) => row),
  ];
  const lines = built.flatMap(({ examples = [] }) => examples.map(({ run }) => run.split(" |")[0] ?? ""));
  for (const line of new Set(lines)) {
    const { stderr } = await cli(line.replace(/^openclaw /, ""), agents);
    expect(stderr).not.toMatch(/no option|no command|too many|needs /);
  }
});
