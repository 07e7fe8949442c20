import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";

const KEYS = {
  ANTHROPIC_API_KEY: "sk-ant-api03-abcdefghijklmnopqrstuvwx",
  OPENAI_API_KEY: "sk-proj-abcdefghijklmnopqrst",
};
const model = (choice: unknown, more: World = { variables: KEYS }) =>
  withConfig({ agents: { defaults: { model: choice, models: { "anthropic/claude-opus-4-6": {} } } } }, more);
const STORE = "/home/me/.openclaw/agents/main/agent/auth-profiles.json";

async function problems(world: World) {
  const { document } = await cliJson("models status", world);
  return { answering: (document["answering"] as { ref: string } | null)?.ref, problems: document["problems"] };
}

test("a fallback answers when the default has no credential, and the headline says so", async () => {
  const world = model({ primary: "groq/llama-3.3-70b-versatile", fallbacks: ["opus"] });
  const { code, stdout } = await cli("models status --check", world);
  expect(code).toBe(1);
  expect(stdout.split("\n")[0]).toBe(
    "! anthropic/claude-opus-4-6 answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx, because groq/llama-3.3-70b-versatile cannot",
  );
  expect(stdout.split("\n\n").slice(1, 3).join("\n\n")).toMatchInlineSnapshot(`
    "Model           ✗ groq/llama-3.3-70b-versatile  131k · $0.59/$0.79 · no credential
    Fallbacks       ✓ 1. anthropic/claude-opus-4-6  opus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx

    Problems
    ✗ groq has no credential (the default)
      → \`openclaw models auth add --provider groq\`, or set GROQ_API_KEY"
  `);
});

test("where no fallback can answer either, that is said", async () => {
  const { stdout } = await cli("models status", model({ primary: "opus", fallbacks: ["openai/gpt-5.2"] }, {}));
  expect(stdout.split("\n")[0]).toBe("✗ anthropic/claude-opus-4-6 cannot answer, nor can a fallback");
});

test("a provider that nobody knows is an error, with the nearest one", async () => {
  expect(await problems(model("antropic/claude-opus-4-6"))).toEqual({
    answering: undefined,
    problems: [
      {
        severity: "error",
        message: "nobody knows the provider antropic (the default)",
        hint: "did you mean `anthropic`?",
      },
    ],
  });
});

test("a model that the catalog lacks is a warning, with the nearest ones: it may be new", async () => {
  expect(await problems(model("anthropic/claude-opus-4-66"))).toEqual({
    answering: "anthropic/claude-opus-4-66",
    problems: [
      {
        severity: "warning",
        message: "anthropic/claude-opus-4-66 (the default) is not in the catalog",
        hint: expect.stringMatching(/^did you mean `anthropic\/claude-opus-4-6`.*\?$/),
      },
    ],
  });
});

test("a model that its provider has withdrawn is a warning, and leads to those that are offered", async () => {
  expect(await problems(model({ primary: "opus", fallbacks: ["anthropic/claude-3-5-haiku-latest"] }))).toEqual({
    answering: "anthropic/claude-opus-4-6",
    problems: [
      {
        severity: "warning",
        message: "anthropic/claude-3-5-haiku-latest (fallback 1) has been withdrawn by its provider",
        hint: "see `openclaw models list --all --provider anthropic`",
      },
    ],
  });
});

test("keys that OpenClaw does not know are warnings, by their path", async () => {
  const text = '{agent: {}, agents: {defaults: {modle: "x"}}, auth: {profile: {}}}';
  const { document } = await cliJson("models status", withConfig(text, { variables: KEYS }));
  expect(document["unknownConfigKeys"]).toEqual(["agent", "agents.defaults.modle", "auth.profile"]);
  expect((document["problems"] as unknown[])[1]).toEqual({
    severity: "warning",
    message: "agents.defaults.modle is no key that OpenClaw knows; it may refuse the whole config",
    hint: "check it in /home/me/.openclaw/openclaw.json",
  });
});

test("errors stand before warnings", async () => {
  const world = withConfig({ agent: {}, agents: { defaults: { model: "openai/gpt-5.2" } } });
  const { document } = await cliJson("models status", world);
  expect((document["problems"] as { severity: string }[]).map(({ severity }) => severity)).toEqual([
    "error",
    "warning",
  ]);
});

describe("what cannot be read is 78, in words and in JSON", () => {
  const CONFIG = "/home/me/.openclaw/openclaw.json";
  test.each([
    [
      "a config without permission",
      { files: { [CONFIG]: { unreadable: "permission denied" } } },
      "config_unreadable",
      `${CONFIG} cannot be read: permission denied`,
      `check the file: \`ls -ld ${CONFIG}\``,
    ],
    [
      "a config with a number for a list",
      withConfig({ agents: { defaults: { model: { fallbacks: 5 } } } }),
      "config_invalid",
      `agents.defaults.model.fallbacks in ${CONFIG} must be a list, not a number`,
      `open ${CONFIG} and mend agents.defaults.model.fallbacks; nothing was changed`,
    ],
    [
      "a config that includes what is not there",
      withConfig('{"$include": "./more.json5"}'),
      "config_unreadable",
      `${CONFIG} includes /home/me/.openclaw/more.json5, which does not exist`,
      `create it, or mend \`$include\` in ${CONFIG}`,
    ],
    [
      "a store without permission",
      { files: { [STORE]: { unreadable: "permission denied" } } },
      "store_unreadable",
      `${STORE} cannot be read: permission denied`,
      `check the file: \`ls -ld ${STORE}\``,
    ],
    [
      "a store that is no JSON",
      { files: { [STORE]: '{"profiles": {"a": {"key": "sk-secret' } },
      "store_invalid",
      `${STORE} is not valid JSON`,
      "mend it, or move it away and sign in again; nothing was changed",
    ],
    [
      "a store that is no store",
      { files: authStore({ profiles: ["sk-secret"] }) },
      "store_invalid",
      `${STORE} is no credential store: profiles has the wrong type`,
      "mend it, or move it away and sign in again",
    ],
  ])("%s", async (_, world: World, code, message, hint) => {
    const stderr = `error: ${message}\nhint: ${hint}\n`;
    expect(await cli("models status", world)).toEqual({ code: 78, stdout: "", stderr });
    expect(await cliJson("models status --check", world)).toEqual({
      code: 78,
      document: { schemaVersion: 1, error: { code, message, hint } },
    });
  });
});

test.each([
  ["--usage --plain", "`--usage` and `--plain` exclude each other", "usage"],
  ["--probe --plain", "`--probe` and `--plain` exclude each other", "usage"],
  ["--probe-timeout 5", "`--probe-timeout` means something only with `--probe`", "usage"],
  ["--warn-within 24", "`--warn-within` must be a number with s, m, h, d or w, not `24`", "usage"],
  ["--chekc", "`openclaw models status` has no option `--chekc`", "usage"],
])("`status %s` is refused", async (options, message, code) => {
  const { stderr, ...silent } = await cli(`models status ${options}`);
  expect({ ...silent, message: stderr.split("\n")[0] }).toEqual({ code: 64, stdout: "", message: `error: ${message}` });
  const failed = await cliJson(`models status ${options}`);
  expect(failed).toMatchObject({ code: 64, document: { error: { code, message } } });
});
