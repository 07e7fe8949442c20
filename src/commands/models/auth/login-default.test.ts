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

test.each<[string, World, number, string]>([
  [
    "cannot be written",
    withConfig({}, { readOnly: { "~/.openclaw/openclaw.json": "the disk is full" } }),
    73,
    "/home/me/.openclaw/openclaw.json cannot be changed: the disk is full",
  ],
  [
    "cannot be edited",
    withConfig("{ true: 1 }"),
    78,
    "the config cannot be changed: in line 1 a word like true or null is a key without quotes",
  ],
])("a sign-in is told as stored though the config %s, and that it is no default", async (_, world, code, why) => {
  const message = `the sign-in is stored, but the default model was not changed: ${why}`;
  const human = await session([`${CHUTES} --set-default`], agreeing([MINE], world));
  expect([human.codes, Object.keys(storeIn(human.files)["profiles"] ?? {})]).toEqual([
    [code],
    ["chutes:me@example.com"],
  ]);
  expect(human.stdout).toStartWith("✓ signed in to chutes: chutes:me@example.com\n");
  expect(human.stderr).toContain(`error: ${message}\nhint: `);
  const { codes, stdout } = await session([`${CHUTES} --set-default --json`], agreeing([MINE], world));
  expect([codes, JSON.parse(stdout)]).toMatchObject([
    [code],
    { profileId: "chutes:me@example.com", defaultModel: null, error: { message } },
  ]);
});

test("a provider of which no model is known cannot be the default, and its key is stored", async () => {
  const line = "models auth login --provider litellm --set-default --store file";
  const { codes, stderr, files } = await session([line], { input: "key-0123456789abcdef" });
  expect([codes, Object.keys(storeIn(files)["profiles"] ?? {})]).toEqual([[66], ["litellm:default"]]);
  expect(stderr).toEndWith(
    "error: the sign-in is stored, but the default model was not changed: no model of litellm is known\n" +
      "hint: name one: `openclaw models set <model>`\n",
  );
});
