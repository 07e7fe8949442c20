import { describe, expect, test } from "bun:test";
import Ajv from "ajv";
import { cli, cliJson, withConfig } from "./cli.ts";
import type { World } from "./env.ts";
import { ANSWERS, brokenConfig, brokenStore, full } from "./questions.ts";
import { everyCommand, isPlanned } from "./tree.ts";

const ajv = new Ajv({ allErrors: true, strict: true });
const schemaOf = async (name: string): Promise<object> =>
  Bun.file(`${import.meta.dir}/../schema/json/${name}.json`).json();

const built = (await everyCommand()).filter((leaf) => !isPlanned(leaf)).map(({ path }) => path);
/** The command that a line begins with. */
const commandIn = (line: string) =>
  built.map((path) => path.join(" ")).find((name) => line === name || line.startsWith(`${name} `)) ?? "";

/** What each command that changes something is asked; here it only shows what it would do. */
const CHANGES: readonly string[] = [
  "models set openai/gpt-5.2",
  "models set opus --agent work",
  "models set-image ollama/llava",
  "models aliases add fast openai/gpt-5.2",
  "models aliases remove opus",
  "models fallbacks add openai/gpt-5.2",
  "models fallbacks remove acme/big",
  "models fallbacks clear",
  "models fallbacks move gtp 1",
  "models image-fallbacks add acme/big",
  "models image-fallbacks remove openai/gpt-5.2",
  "models image-fallbacks clear",
  "models image-fallbacks move openai/gpt-5.2 1",
];

/** Sign-ins, which say on stderr where to go; the provider answers each of their questions with this. */
const SIGN_INS: Readonly<Record<string, object>> = {
  "models auth login-github-copilot": {
    device_code: "d",
    user_code: "WDJB-MJHT",
    access_token: "gho_0123456789abcdef",
  },
};

const FAILURES: readonly [line: string, world: World, code: string][] = [
  ["models status", brokenConfig, "config_invalid"],
  ["models status", withConfig({ agents: { defaults: { model: 5 } } }), "config_invalid"],
  ["models status", { files: { "~/.openclaw/openclaw.json": { unreadable: "no" } } }, "config_unreadable"],
  ["models status", brokenStore, "store_invalid"],
  ["models list", brokenConfig, "config_invalid"],
  ["models list", brokenStore, "store_invalid"],
  ["models list --provider nobody", {}, "unknown_provider"],
  ["models list --agent nobody", {}, "unknown_agent"],
  ["models explain", {}, "usage"],
  ["models explain nothing", {}, "unknown_alias"],
  ["models explain nobody/nothing", {}, "unknown_provider"],
  ["models aliases list --agent main", {}, "usage"],
  ["models aliases list", brokenConfig, "config_invalid"],
  ["models fallbacks list --agent nobody", {}, "unknown_agent"],
  ["models image-fallbacks list surplus", {}, "usage"],
  ["plugins list --plain", {}, "usage"],
  ["models set opus", {}, "unknown_alias"],
  ["models scan", {}, "no_connection"],
  ["secrets link", {}, "not_built"],
  ["nothing", {}, "unknown_command"],
];

describe.each(Object.entries(ANSWERS))("the document of `%s`", (name, questions) => {
  test.each([...questions])("is as its schema says: %s", async (line, world) => {
    const validate = ajv.compile(await schemaOf(name.replaceAll(" ", "-")));
    const { document } = await cliJson(line, world);
    validate(document);
    expect(validate.errors).toBeNull();
    expect(Object.keys(document)).not.toContain("error");
  });
});

test.each([...CHANGES])("the document of `%s --dry-run` is as its schema says", async (line) => {
  const validate = ajv.compile(await schemaOf(commandIn(line).replaceAll(" ", "-")));
  const { code, document } = await cliJson(`${line} --dry-run`, full);
  validate(document);
  expect({ code, errors: validate.errors, dryRun: document["dryRun"], written: document["written"] }).toEqual({
    code: 0,
    errors: null,
    dryRun: true,
    written: false,
  });
});

test.each(Object.entries(SIGN_INS))("the document of `%s` is as its schema says", async (line, answer) => {
  const validate = ajv.compile(await schemaOf(line.replaceAll(" ", "-")));
  const http: World["http"] = async () => ({ kind: "answer", status: 200, headers: {}, body: JSON.stringify(answer) });
  const { code, stdout } = await cli(`${line} --json`, { http });
  validate(JSON.parse(stdout));
  expect([code, validate.errors]).toEqual([0, null]);
});

test.each([...FAILURES])("the failure of `%s` is as its schema says", async (line, world, code) => {
  const validate = ajv.compile(await schemaOf("error"));
  const { document } = await cliJson(line, world);
  validate(document);
  expect(validate.errors).toBeNull();
  expect(document).toMatchObject({ error: { code } });
});

test("every built command has a schema, and is asked here", () => {
  const asked = [...Object.keys(ANSWERS), ...CHANGES.map(commandIn), ...Object.keys(SIGN_INS)];
  expect([...new Set(asked)].toSorted()).toEqual(built.map((path) => path.join(" ")).toSorted());
});
