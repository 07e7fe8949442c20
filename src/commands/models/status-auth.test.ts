import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const HOUR = 3_600_000;
const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";

const LOCAL = { agents: { defaults: { model: "ollama/llama3" } } };

const store = (profile: object, id = "anthropic:default") => ({
  files: authStore({ profiles: { [id]: { provider: "anthropic", ...profile } } }),
});
const oauth = (expires: number, more: object = {}) =>
  store({ type: "oauth", access: "sk-ant-oat01-abcdefghijklmnop", expires, ...more });
const token = (expires?: number) => store({ type: "token", token: "sk-ant-oat01-abcdefghijklmnop", expires });

const siblings = {
  files: authStore({
    profiles: {
      "anthropic:old": { type: "oauth", provider: "anthropic", access: "a", expires: NOW - HOUR },
      "anthropic:key": { type: "api_key", provider: "anthropic", key: KEY },
    },
  }),
};

describe("--check", () => {
  test.each([
    ["an expired sign-in is 1", "", oauth(NOW - HOUR), 1],
    ["an expiring sign-in is 2", "", oauth(NOW + HOUR), 2],
    ["a sign-in that ends this very moment is expired", "", oauth(NOW), 1],
    ["a sign-in that ends in just the warning time is expiring", "", oauth(NOW + 24 * HOUR), 2],
    ["a sign-in good for longer than a day is 0", "", oauth(NOW + 25 * HOUR), 0],
    ["an expired sign-in that can be refreshed is 0", "", oauth(NOW - HOUR, { refresh: "r" }), 0],
    ["an expiring sign-in that can be refreshed is 0", "", oauth(NOW + HOUR, { refresh: "r" }), 0],
    ["a shorter warning time lets it pass", "--warn-within 30m", oauth(NOW + HOUR), 0],
    ["a longer warning time catches it", "--warn-within=2d", oauth(NOW + 25 * HOUR), 2],
    ["a warning time never hides what has expired", "--warn-within 1s", oauth(NOW - HOUR), 1],
    ["an expired token is 1", "", token(NOW - HOUR), 1],
    ["a token without an end is 0", "", token(), 0],
    ["a key is 0", "", store({ type: "api_key", key: KEY }), 0],
    ["a key that is not there is 1", "", store({ type: "api_key", key: "" }), 1],
    ["a key in a variable is 0", "", { variables: { ANTHROPIC_API_KEY: KEY } }, 0],
    ["a blank variable is 1", "", { variables: { ANTHROPIC_API_KEY: " " } }, 1],
    ["an empty home is 1", "", {}, 1],
    ["an expired sign-in beside a key that is used is 0", "", siblings, 0],
    ["an unused expired profile does not count", "", withConfig(LOCAL, oauth(NOW - HOUR)), 0],
  ])("%s", async (_, options, world, code) => {
    expect((await cli(`models status --check ${options}`, world)).code).toBe(code);
    expect((await cliJson(`models status --check ${options}`, world)).code).toBe(code);
    expect((await cli(`models status ${options}`, world)).code).toBe(0);
  });
});

test("an expired sibling of the profile that is used is shown, and is no problem", async () => {
  const { document } = await cliJson("models status", siblings);
  expect({ answering: document["answering"], problems: document["problems"] }).toEqual({
    answering: { ref: "anthropic/claude-opus-4-6", role: "default", credential: "anthropic:key" },
    problems: [],
  });
  const { stdout } = await cli("models status", siblings);
  expect(stdout).toContain("anthropic:old  expired 1h ago · in clear in the auth store\n");
});

test("a stored profile that cannot be used is not replaced by a variable in silence", async () => {
  const world = { ...oauth(NOW - HOUR), variables: { ANTHROPIC_API_KEY: KEY } };
  const { code, document } = await cliJson("models status --check", world);
  expect({ code, answering: document["answering"] }).toEqual({ code: 1, answering: null });
  expect(document["problems"]).toEqual([
    {
      severity: "error",
      message: "anthropic:default cannot be used: it expired 1h ago",
      hint: "`openclaw models auth login --provider anthropic --profile-id anthropic:default --replace`, or `openclaw models auth logout anthropic:default`",
    },
  ]);
});

test("a local provider needs no key", async () => {
  const local = withConfig(LOCAL);
  const { code, stdout } = await cli("models status --check", local);
  expect({ code, headline: stdout.split("\n")[0] }).toEqual({
    code: 0,
    headline: "✓ ollama/llama3 answers without a key",
  });
});

describe("the key of a provider of one's own", () => {
  const acme = (apiKey: unknown, variables = {}) =>
    withConfig(
      {
        agents: { defaults: { model: "acme/big" } },
        models: { providers: { acme: { baseUrl: "https://acme.example/v1", apiKey, models: [{ id: "big" }] } } },
      },
      { variables },
    );
  const found = { kind: "config", name: "models.providers.acme.apiKey", state: "usable", used: true };
  const ACME_KEY = "acme-0123456789-abcd";

  test.each([
    ["may stand in the config", acme(ACME_KEY), { ...found, storage: "config", masked: "…abcd" }],
    ["may stand in a variable", acme("${ACME_KEY}", { ACME_KEY }), { ...found, storage: "env", masked: "…abcd" }],
    [
      "may stand in a variable as a reference",
      acme({ source: "env", id: "ACME_KEY" }, { ACME_KEY }),
      { ...found, storage: "env", masked: "…abcd" },
    ],
    [
      "may stand with a secret provider, which is not asked",
      acme({ source: "exec", provider: "vault", id: "acme/key" }),
      { ...found, storage: "reference", masked: null },
    ],
    [
      "may stand in the keyring, which is not asked",
      acme({ source: "exec", provider: "keyring", id: "main/acme" }),
      { ...found, storage: "keyring", masked: null },
    ],
  ])("%s", async (_, world, source) => {
    const { code, document } = await cliJson("models status --check", world);
    expect(code).toBe(0);
    expect(document["auth"]).toMatchObject({ providers: [{ provider: "acme", verdict: "ready", sources: [source] }] });
  });

  test("is missing when the variable of its reference is not set, and the hint names that one", async () => {
    const { code, document } = await cliJson("models status --check", acme({ source: "env", id: "ACME_KEY" }));
    expect({ code, problems: document["problems"] }).toEqual({
      code: 1,
      problems: [
        {
          severity: "error",
          message: "acme has no credential (the default)",
          hint: "set ACME_KEY: `export ACME_KEY=…`",
        },
      ],
    });
    expect(document["auth"]).toMatchObject({
      providers: [{ provider: "acme", sources: [{ storage: "env", state: "unset", detail: "ACME_KEY", used: false }] }],
    });
  });

  test("is an error of the config when its variable is not set", async () => {
    const message = "models.providers.acme.apiKey in the config needs the variable ACME_KEY, which is not set";
    const hint = "set it: `export ACME_KEY=…`, or put it into `.env` in the state directory";
    expect(await cliJson("models status", acme("${ACME_KEY}"))).toEqual({
      code: 78,
      document: { schemaVersion: 1, error: { code: "config_invalid", message, hint } },
    });
  });
});

test("`.env` of the state directory supplies a key, that of the working directory never does", async () => {
  const line = `ANTHROPIC_API_KEY=${KEY}\n`;
  expect((await cli("models status --check", { files: { "~/.openclaw/.env": line } })).code).toBe(0);
  expect((await cli("models status --check", { files: { "/cwd/.env": line } })).code).toBe(1);
});
