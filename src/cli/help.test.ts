import { expect, test } from "bun:test";
import { cli } from "../testing/cli.ts";

test("help of a command names its words, its options with their values, and examples", async () => {
  const { stdout } = await cli("models fallbacks list --help");
  expect(stdout).toMatchInlineSnapshot(`
    "List the fallbacks in their order

    Usage: openclaw models fallbacks list [options]

    Options:
      --agent <agent>   The agent it is about, instead of the configured default one
      --plain           Print one record a line
      --json            Print one JSON document
      --no-color        Print without colour
      --profile <text>  Use the state directory \`~/.openclaw-<name>\`
      --dev             Use the state directory \`~/.openclaw-dev\`
      -h, --help        Show this help

    Examples:
      openclaw models fallbacks list
          The fallbacks, in the order in which they are asked
      openclaw models fallbacks list --agent work --json
          Another agent's, for scripts
    "
  `);
});

/** What help says of each option or command, by how it is written. */
async function aboutIn(line: string): Promise<Record<string, string | undefined>> {
  const { stdout } = await cli(line, { columns: 200, variables: { NO_COLOR: "1" } });
  const rows = stdout.split("\n").flatMap((text) => (/^ {2}\S/.test(text) ? [text.trim().split(/ {2,}/)] : []));
  return Object.fromEntries(rows.map(([form = "", about]) => [form, about]));
}

test("a default stands behind its option", async () => {
  expect(await aboutIn("models status --help")).toMatchObject({
    "--warn-within <duration>": "Call a credential expiring this long before its end [24h]",
    "--usage": "Ask the providers what is left of each plan (at most once a minute)",
    "-h, --help": "Show this help",
  });
});

test("a command of a later version says so, and a group when all its commands are", async () => {
  expect(await aboutIn("models --help")).toMatchObject({
    list: "List models, the configured ones or all",
    set: "Choose the default model",
    scan: "Find free models that really work",
    aliases: "Short names for models",
    auth: "Credentials of the providers",
  });
  expect(await aboutIn("--help")).toMatchObject({
    secrets: "Lend OpenClaw the secrets of the keyring (not in this version yet)",
  });
});

test("help of everything names --version, and help of `models` its older spellings", async () => {
  expect(await aboutIn("--help")).toMatchObject({ "-V, --version": "Print the version" });
  expect(await aboutIn("models --help")).toMatchObject({
    "--status-json": "The older spelling of --json",
    "--status-plain": "The older spelling of --plain",
  });
  expect(await aboutIn("models status --help")).not.toContainAnyKeys(["-V, --version", "--status-json"]);
});

test("help fits into a narrow terminal, its examples excepted, which can be copied", async () => {
  const { stdout } = await cli("models status --help", { columns: 60, variables: { NO_COLOR: "1" } });
  const [text = ""] = stdout.split("Examples:");
  expect(text.split("\n").filter((line) => Bun.stringWidth(line) > 60)).toEqual([]);
});

test("help is no wider than a person likes to read, and the same without a terminal", async () => {
  const wide = await cli("models status --help", { columns: 400, variables: { NO_COLOR: "1" } });
  expect(wide.stdout.split("\n").filter((line) => Bun.stringWidth(line) > 100)).toEqual([]);
  expect(wide).toEqual(await cli("models status --help"));
});

test("help of a group lists its commands; titles are strong, names have an accent, what may be skipped is dim", async () => {
  const { stdout } = await cli("plugins --help", { columns: 80 });
  expect(Bun.stripANSI(stdout)).toBe((await cli("plugins --help")).stdout);
  expect(stdout.replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
    "Providers that are built in

    ␛[1mUsage:␛[22m openclaw plugins <command> [options]

    ␛[1mCommands:␛[22m
      ␛[36mlist␛[39m  List them and how to sign in

    ␛[1mOptions:␛[22m
      ␛[36m--json␛[39m            Print one JSON document
      ␛[36m--no-color␛[39m        Print without colour
      ␛[36m--profile <text>␛[39m  Use the state directory \`~/.openclaw-<name>\`
      ␛[36m--dev␛[39m             Use the state directory \`~/.openclaw-dev\`
      ␛[36m-h, --help␛[39m        Show this help

    ␛[1mExamples:␛[22m
      openclaw plugins list
          ␛[2mThe providers and their login methods␛[22m

    ␛[2mHelp of a command: openclaw plugins <command> --help␛[22m
    "
  `);
});
