import { describe, expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW, type World } from "../../testing/env.ts";

const HOUR = 3_600_000;
const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const VARIABLES = { ANTHROPIC_API_KEY: KEY };
const stored = (profile: object, config: object = {}): World =>
  withConfig(config, {
    files: authStore({ profiles: { "anthropic:a": { provider: "anthropic", ...profile } } }),
    variables: VARIABLES,
  });
const declared = (mode: string, order: object = {}) => ({
  auth: { profiles: { "anthropic:a": { provider: "anthropic", mode } }, ...order },
});
const sectionOf = async (title: string, world: World) =>
  (await cli("models status", world)).stdout.split("\n\n").find((section) => section.startsWith(title));

describe("a stored profile that cannot be used is named with its reason, and no variable takes its place:", () => {
  const keyRef = { source: "env", provider: "default", id: "NOPE" };
  const oauth = { type: "oauth", access: "a", refresh: "r", expires: NOW + HOUR };
  test.each([
    [
      "it expired",
      stored({ type: "token", token: KEY, expires: NOW - HOUR }),
      { verdict: "expired", state: "expired", detail: "", reason: "expired" },
      "anthropic:a cannot be used: it expired 1h ago",
      "`openclaw models auth paste-token --provider anthropic --profile-id anthropic:a --replace`, or `openclaw models auth logout anthropic:a`",
    ],
    [
      "it holds no secret",
      stored({ type: "api_key" }),
      { verdict: "unusable", state: "empty", detail: "", reason: "holds no secret" },
      "anthropic:a cannot be used: holds no secret",
      "`openclaw models auth paste-api-key --provider anthropic --profile-id anthropic:a --replace`, or `openclaw models auth logout anthropic:a`",
    ],
    [
      "it has another mode",
      stored(oauth, declared("api_key")),
      {
        verdict: "unusable",
        state: "other_mode",
        detail: "api_key, but stored is oauth",
        reason: "the config declares it as api_key, but stored is oauth",
      },
      "anthropic:a cannot be used: the config declares it as api_key, but stored is oauth",
      "`openclaw models auth login --provider anthropic --profile-id anthropic:a --replace`, or `openclaw models auth logout anthropic:a`",
    ],
    [
      "it refers to a variable that is not set",
      stored({ type: "api_key", keyRef }),
      { verdict: "unusable", state: "unset", detail: "NOPE", reason: "the variable NOPE is not set" },
      "anthropic:a cannot be used: the variable NOPE is not set",
      "set NOPE: `export NOPE=…`",
    ],
  ])("%s", async (_, world, { verdict, ...source }, message, hint) => {
    const { code, document } = await cliJson("models status --check", world);
    const { answering, problems, auth } = document;
    expect({ code, answering, problems }).toEqual({
      code: 1,
      answering: null,
      problems: [{ severity: "error", message, hint }],
    });
    expect(document["chain"]).toMatchObject([{ verdict, credential: null }]);
    expect(auth).toMatchObject({
      providers: [
        {
          verdict,
          sources: [
            { name: "anthropic:a", used: false, ...source },
            {
              name: "ANTHROPIC_API_KEY",
              used: false,
              reason: "a stored profile comes first, and it cannot be used",
            },
          ],
        },
      ],
    });
  });

  test("a person sees that the credential cannot be used", async () => {
    expect(await sectionOf("Model", stored({ type: "api_key" }))).toBe(
      "Model           ✗ anthropic/claude-opus-4-6  1M · $5/$25 · its credential cannot be used",
    );
  });

  test("one that comes later and could be used is not called broken", async () => {
    const profiles = {
      "anthropic:a": { type: "oauth", provider: "anthropic", access: "a" },
      "anthropic:b": { type: "api_key", provider: "anthropic", key: KEY },
    };
    const { document } = await cliJson("models status", { files: authStore({ profiles }) });
    expect(document["problems"]).toMatchObject([{ message: "anthropic:a cannot be used: it names no expiry" }]);
  });
});

describe("a declared profile that is not stored", () => {
  const absent = (config: object, variables = VARIABLES) => withConfig(config, { variables });
  test.each([
    ["in the profiles of the config", absent(declared("api_key"))],
    ["in an order of the config", absent({ auth: { order: { anthropic: ["anthropic:a"] } } })],
  ])("%s is passed over, with a warning that says what is used instead", async (_, world) => {
    const { code, document } = await cliJson("models status --check", world);
    expect({ code, problems: document["problems"] }).toEqual({
      code: 0,
      problems: [
        {
          severity: "warning",
          message:
            "anthropic:a is declared in the config or an order, but not stored; ANTHROPIC_API_KEY is used instead",
          hint: "store it, or take anthropic:a out there",
        },
      ],
    });
    expect(await sectionOf("Credentials", world)).toBe(`\
Credentials as they stand here; the providers were not asked
anthropic    anthropic:a        not stored
           • ANTHROPIC_API_KEY  sk-ant-api03-…uvwx · from a variable`);
  });

  test("in an order is passed over for the next one", async () => {
    const world = stored(
      { type: "api_key", key: KEY },
      { auth: { order: { anthropic: ["anthropic:gone", "anthropic:a"] } } },
    );
    expect((await cliJson("models status --check", world)).document).toMatchObject({
      answering: { credential: "anthropic:a" },
      problems: [
        {
          message: "anthropic:gone is declared in the config or an order, but not stored; anthropic:a is used instead",
        },
      ],
    });
  });

  test("leaves the provider without a credential where there is nothing else", async () => {
    const { code, document } = await cliJson("models status --check", withConfig(declared("api_key")));
    expect({ code, missing: document["auth"] }).toMatchObject({
      code: 1,
      missing: { missingProvidersInUse: ["anthropic"] },
    });
  });

  test("is named there too", async () => {
    const { document } = await cliJson("models status", withConfig(declared("api_key")));
    expect(document["problems"]).toContainEqual({
      severity: "warning",
      message: "anthropic:a is declared in the config or an order, but not stored",
      hint: "store it, or take anthropic:a out there",
    });
  });
});

test("entries of the store that are no credentials are warned about", async () => {
  const profiles = { junk: { foo: 1 }, "x:y": { type: "weird", provider: "x" } };
  const { document } = await cliJson("models status", { files: authStore({ profiles }), variables: VARIABLES });
  const hint = "give it a provider, and a type: api_key, token or oauth";
  expect(document["problems"]).toEqual([
    { severity: "warning", message: "junk in the auth store is no credential", hint },
    { severity: "warning", message: "x:y in the auth store is no credential", hint },
  ]);
  expect(document["auth"]).toMatchObject({ ignoredProfiles: ["junk", "x:y"] });
});
