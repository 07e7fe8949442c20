import { expect, test } from "bun:test";
import { authStore, cli, withConfig } from "../../testing/cli.ts";
import { NOW, type World } from "../../testing/env.ts";

const HOUR = 3_600_000;
const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const sectionOf = async (title: string, world: World) =>
  (await cli("models status", world)).stdout.split("\n\n").find((section) => section.startsWith(title));

const mixed = withConfig(
  {
    agents: {
      defaults: {
        model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["acme/big", "openai/gpt-5.2", "nobody-knows-this"] },
      },
    },
    models: {
      providers: {
        acme: { baseUrl: "https://acme.example", apiKey: "acme-0123456789-abcd", models: [{ id: "big" }] },
      },
    },
  },
  {
    files: authStore({
      profiles: {
        "anthropic:me": {
          type: "oauth",
          provider: "anthropic",
          access: "a",
          refresh: "r",
          expires: NOW - HOUR,
          email: "me@example.com",
        },
        "anthropic:spare": { type: "token", provider: "anthropic", token: KEY, expires: NOW + HOUR },
        "anthropic:old": { type: "token", provider: "anthropic", token: KEY, expires: NOW - HOUR },
        "anthropic:vault": {
          type: "api_key",
          provider: "anthropic",
          keyRef: { source: "exec", provider: "keyring", id: "main/anthropic" },
        },
      },
    }),
    variables: { NO_COLOR: "1", DEEPSEEK_API_KEY: "short" },
  },
);

test("each credential says where its secret stands, until when it lasts, and why it is not used", async () => {
  expect(await sectionOf("Credentials", mixed)).toMatchInlineSnapshot(`
    "Credentials as they stand here; the providers were not asked
    acme       • models.providers.acme.apiKey  …abcd · in clear in the config
    anthropic  • anthropic:me                  expired 1h ago, renews itself · in clear in the auth store
                 anthropic:spare               sk-ant-api03-…uvwx · expires in 1h · in clear in the auth store; anthropic:me comes first
                 anthropic:vault               does not expire · in the keyring; anthropic:me comes first
                 anthropic:old                 sk-ant-api03-…uvwx · expired 1h ago · in clear in the auth store
    Also set, though no model here needs them: deepseek (DEEPSEEK_API_KEY)"
  `);
});

test("a variable that only providers without a model here would take is named, and no credential of a model", async () => {
  const world = { variables: { GITHUB_TOKEN: "ghp_0123456789abcdefghijABCDEFGHIJ" } };
  expect(await sectionOf("Credentials", world)).toBeUndefined();
  expect(await sectionOf("Also set", world)).toBe(
    "Also set, though no model here needs them: github-copilot (GITHUB_TOKEN), github-models (GITHUB_TOKEN)",
  );
});

test("no line is wider than a narrow terminal, and no command is broken", async () => {
  const { stdout } = await cli("models status", { ...mixed, columns: 60 });
  const lines = stdout.split("\n");
  expect(lines.filter((line) => Bun.stringWidth(line) > 60)).toEqual([]);
  expect(lines.filter((line) => line.split("`").length % 2 === 0)).toEqual([]);
});
