import { expect, test } from "bun:test";
import { run } from "../../../cli/run.ts";
import { authStore, cli, cliJson } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { createFakeEnv, type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const ref = (id: string) => ({ source: "exec", provider: "keyring", id });
const profile = (more: object) => ({ type: "api_key", provider: "groq", ...more });
type Rows = Record<string, unknown>[];
const rows = async (line: string, world: World) =>
  (await cliJson(`models auth audit ${line}`, world)).document["findings"] as Rows;

const dangling: World = {
  files: authStore({
    profiles: {
      "groq:there": profile({ keyRef: ref("main/there") }),
      "groq:gone": profile({ keyRef: ref("main/gone") }),
      "x:gone": { type: "token", provider: "x", tokenRef: ref("main/x") },
      "x:other": profile({ keyRef: { source: "exec", provider: "vault", id: "v" } }),
    },
  }),
  keyring: new Map([["main/there", "gsk_0123456789abcdefghij"]]),
};

test("a reference that leads nowhere is found when the keyring may be asked, and only then", async () => {
  expect(await cli("models auth audit --check", dangling)).toMatchObject({ code: 0, stderr: "" });
  expect(await cli("models auth audit --keyring", dangling)).toMatchObject({
    code: 0,
    stdout: `✗ 2 references without a secret

~/.openclaw/agents/main/agent/auth-profiles.json
  profiles["groq:gone"].keyRef    missing · the keyring holds no such entry
  profiles["x:gone"].tokenRef     missing · the keyring holds no such entry
  → store it again: \`openclaw models auth add\`, or \`openclaw models auth logout <id>\`
`,
  });
  expect((await cli("models auth audit --keyring --check", dangling)).code).toBe(1);
});

test("a keyring that cannot be asked is said, and --check does not say that all is well", async () => {
  const locked = { ...dangling, keyring: { kind: "locked", reason: "nobody has unlocked it" } as const };
  const { code, stdout } = await cli("models auth audit --keyring --check", locked);
  expect({ code, head: stdout.split("\n")[0] }).toEqual({ code: 75, head: "! 3 references not checked" });
  expect(await rows("--keyring", locked)).toMatchObject([
    { kind: "unknown", place: 'profiles["groq:there"].keyRef', note: "nobody has unlocked it", masked: null },
    { kind: "unknown", place: 'profiles["groq:gone"].keyRef' },
    { kind: "unknown", place: 'profiles["x:gone"].tokenRef' },
  ]);
});

test("a keyring that does not answer is asked once, not for each profile", async () => {
  const { env } = createFakeEnv(dangling);
  let asked = 0;
  const get = async () => {
    asked++;
    return { kind: "timed_out", reason: "3 seconds" } as const;
  };
  await run(["models", "auth", "audit", "--keyring"], { ...env, keyring: { ...env.keyring, get } });
  expect(asked).toBe(1);
});

test("what is missing comes before what stands in clear", async () => {
  const files = { ...dangling.files, [`${STATE}/openclaw.json`]: `{gateway:{auth:{token:"t1"}}}` };
  const order = (await rows("--keyring", { ...dangling, files })).map(({ kind }) => kind);
  expect(order).toEqual(["missing", "missing", "plaintext"]);
});

test("a reference in the config is asked about too, one in a backup is not", async () => {
  const config = `{models: {providers: {x: {apiKey: ${JSON.stringify(ref("config/x"))}}}}}`;
  const found = await rows("--keyring", {
    files: { [`${STATE}/openclaw.json`]: config, [`${STATE}/openclaw.json.bak`]: config },
  });
  expect(found).toMatchObject([{ kind: "missing", file: `${HOME}/.openclaw/openclaw.json` }]);
});

test("tokens that the store says are in the keyring, and are not, are found too", async () => {
  const tokens = (id: string) => ({ type: "oauth", provider: "xai", expires: 1, keyring: { id, refreshable: true } });
  const files = authStore({ profiles: { "xai:gone": tokens("main/gone"), "xai:there": tokens("main/there") } });
  const found = await rows("--keyring", { files, keyring: new Map([["main/there", "{}"]]) });
  expect(found).toMatchObject([{ kind: "missing", place: 'profiles["xai:gone"].keyring' }]);
});
