import { expect, test } from "bun:test";
import { agreeing, identity } from "../../../testing/browser-login.ts";
import { withConfig } from "../../../testing/cli.ts";
import type { World } from "../../../testing/env.ts";
import { CONFIG_PATH, session, storeIn } from "../../../testing/session.ts";

const CHUTES = "models auth login --provider chutes --method oauth";
const MINE = { access_token: "access-0123456789", id_token: identity("me@example.com") };

test("the best model of the provider becomes the default, as `models set` would make it", async () => {
  const config = { agents: { defaults: { model: { primary: "groq/llama-3.3-70b-versatile", fallbacks: ["x/y"] } } } };
  const { codes, stdout, files } = await session([`${CHUTES} --set-default`], withConfig(config, agreeing([MINE])));
  expect(codes).toEqual([0]);
  const model = /the default model is now (\S+)/.exec(stdout)?.[1];
  expect(model).toStartWith("chutes/");
  expect(JSON.parse(String(files[CONFIG_PATH]))).toMatchObject({
    agents: { defaults: { model: { primary: model, fallbacks: ["x/y"] } } },
    auth: { profiles: { "chutes:me@example.com": { provider: "chutes", mode: "oauth" } } },
  });
});

test.each<[string, string, World, number, string, string]>([
  [
    "the config cannot be edited",
    CHUTES,
    withConfig("{ true: 1 }"),
    78,
    "the config cannot be changed: in line 1 a word like true or null is a key without quotes",
    "put the key in quotes and run the command again, or leave out `--set-default`",
  ],
  [
    "the agent has no entry",
    `${CHUTES} --agent main`,
    {},
    66,
    "the config has no entry for the agent `main`",
    "leave out `--agent` to change the defaults, or leave out `--set-default`",
  ],
  [
    "no model of the provider is known",
    "models auth login --provider litellm --store file",
    { input: "key-0123456789abcdef" },
    66,
    "no model of litellm is known that could be the default",
    "leave out `--set-default`, and name one then: `openclaw models set <model>`",
  ],
])("nobody signs in for a default that cannot be: %s", async (_, line, more, code, message, hint) => {
  const world = agreeing([MINE], more);
  const { codes, stdout, stderr, files } = await session([`${line} --set-default`], world);
  expect([codes, stdout, stderr]).toEqual([[code], "", `error: ${message}\nhint: ${hint}\n`]);
  expect([world.opened, Object.keys(files).filter((path) => path.endsWith("auth-profiles.json"))]).toEqual([[], []]);
});

test("a sign-in is told as stored though the config cannot be written, and that it is no default", async () => {
  const world = withConfig({}, { readOnly: { "~/.openclaw/openclaw.json": "the disk is full" } });
  const message = `the sign-in is stored, but the default model was not changed: ${CONFIG_PATH} cannot be changed: the disk is full`;
  const human = await session([`${CHUTES} --set-default`], agreeing([MINE], world));
  expect([human.codes, Object.keys(storeIn(human.files)["profiles"] ?? {})]).toEqual([[73], ["chutes:me@example.com"]]);
  expect(human.stdout).toStartWith("✓ signed in to chutes: chutes:me@example.com\n");
  expect(human.stderr).toContain(`error: ${message}\nhint: `);
  expect(human.stderr).toMatch(/; or later: `openclaw models set chutes\/\S+`\n\n--- /);
  const { codes, stdout } = await session([`${CHUTES} --set-default --json`], agreeing([MINE], world));
  expect([codes, JSON.parse(stdout)]).toMatchObject([
    [73],
    { profileId: "chutes:me@example.com", defaultModel: null, error: { message } },
  ]);
});
