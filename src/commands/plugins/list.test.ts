import { expect, test } from "bun:test";
import { cli, cliJson } from "../../testing/cli.ts";

type Plugin = { id: string; methods: { id: string; unsupported: string | null }[] };

/** The line of one provider: the others come and go with their files. */
const lineOf = (stdout: string, id: string) => stdout.split("\n").find((line) => line.startsWith(`${id} `));
const cells = (line: string | undefined) => line?.split(/ {2,}/);

async function plugins(): Promise<Plugin[]> {
  return (await cliJson("plugins list")).document["plugins"] as Plugin[];
}

test("a person sees a provider's name, its ways to sign in and its variables", async () => {
  const { code, stdout, stderr } = await cli("plugins list");
  const { length } = await plugins();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(cells(stdout.split("\n")[0])).toEqual(["Provider", "Name", "Sign in with", "Variables"]);
  expect(cells(lineOf(stdout, "anthropic"))).toEqual([
    "anthropic",
    "Anthropic",
    "setup-token, oauth, api-key",
    "ANTHROPIC_OAUTH_TOKEN, ANTHROPIC_API_KEY",
  ]);
  expect(cells(lineOf(stdout, "openai-codex"))?.at(-1)).toBe("-");
  expect(stdout).toEndWith(`\n\n${length} providers, all built in: there is nothing to install\n`);
});

test("what this version cannot do is told with its reason, and offered by nobody", async () => {
  const { stdout } = await cli("plugins list");
  const reason = "Google lets only the Gemini CLI itself sign in to it";
  expect(stdout).toContain(`\nNot in this version\n`);
  expect(stdout).toContain(`\n  Google sign-in of google-gemini-cli: ${reason}\n`);
  expect(cells(lineOf(stdout, "google-gemini-cli"))?.slice(2)).toEqual(["-", "-"]);
  expect((await plugins()).find(({ id }) => id === "google-gemini-cli")?.methods).toMatchObject([
    { id: "oauth", unsupported: reason },
  ]);
});

test("no line is wider than a narrow terminal", async () => {
  const { stdout } = await cli("plugins list", { columns: 60, variables: { NO_COLOR: "1" } });
  expect(stdout.split("\n").filter((line) => Bun.stringWidth(line) > 60)).toEqual([]);
});

test("header, dashes and count are dim in a terminal, and nothing else is coloured", async () => {
  const { stdout } = await cli("plugins list", { columns: 400 });
  const { stdout: uncoloured } = await cli("plugins list", { columns: 400, variables: { NO_COLOR: "1" } });
  expect(stdout.replaceAll("\u001b[2m", "").replaceAll("\u001b[22m", "")).toBe(uncoloured);
  expect(stdout.split("\n")[0]).toStartWith("\u001b[2mProvider");
  expect(lineOf(stdout, "openai-codex")).toEndWith("\u001b[2m-\u001b[22m");
});

test("plain providers are one a line: the id and its methods", async () => {
  const { code, stdout, stderr } = await cli("plugins list --plain");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(lineOf(stdout, "anthropic")).toBe("anthropic setup-token,oauth,api-key");
  const expected = (await plugins()).map(({ id, methods }) => {
    const works = methods.filter(({ unsupported }) => unsupported === null);
    return `${id} ${works.map((method) => method.id).join(",") || "-"}\n`;
  });
  expect(stdout).toBe(expected.join(""));
});

test("the JSON document counts its providers and describes each", async () => {
  const { code, document } = await cliJson("plugins list");
  const all = await plugins();
  expect({ code, count: document["count"] }).toEqual({ code: 0, count: all.length });
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted());
  expect(all.find(({ id }) => id === "groq")).toMatchInlineSnapshot(`
    {
      "aliases": [],
      "api": "openai-completions",
      "baseUrl": "https://api.groq.com/openai/v1",
      "env": [
        "GROQ_API_KEY",
      ],
      "id": "groq",
      "methods": [
        {
          "id": "api-key",
          "kind": "api-key",
          "label": "API key",
          "unsupported": null,
        },
      ],
      "name": "Groq",
    }
  `);
});

test("the providers are there in an empty home and with a broken config alike: nothing is read", async () => {
  const broken = { files: { "~/.openclaw/openclaw.json": "{" } };
  expect(await cli("plugins list", broken)).toEqual(await cli("plugins list"));
});

test.each([
  ["--agent main", "`openclaw plugins list` is the same for every agent", "leave out `--agent`: openclaw plugins list"],
  ["--jsno", "`openclaw plugins list` has no option `--jsno`", "did you mean `--json`?"],
  ["groq", "`groq` is one word too many for `openclaw plugins list`", "it goes: openclaw plugins list"],
])("`%s` is refused, in words and in JSON", async (words, message, hint) => {
  const stderr = `error: ${message}\nhint: ${hint}\n`;
  expect(await cli(`plugins list ${words}`)).toEqual({ code: 64, stdout: "", stderr });
  expect(await cliJson(`plugins list ${words}`)).toEqual({
    code: 64,
    document: { schemaVersion: 1, error: { code: "usage", message, hint } },
  });
});

test("help shows how to get the ids alone", async () => {
  const { code, stdout, stderr } = await cli("plugins list --help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "List them and how to sign in

    Usage: openclaw plugins list [options]

    Options:
      --plain           Print one record a line
      --json            Print one JSON document
      --no-color        Print without colour
      --profile <text>  Use the state directory \`~/.openclaw-<name>\`
      --dev             Use the state directory \`~/.openclaw-dev\`
      -h, --help        Show this help

    Examples:
      openclaw plugins list
          The built-in providers and how to sign in to each
      openclaw plugins list --json | jq -r '.plugins[].id'
          Their ids, for scripts
    "
  `);
});
