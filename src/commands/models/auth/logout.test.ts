import { expect, test } from "bun:test";
import { authStore, withConfig } from "../../../testing/cli.ts";
import { CONFIG_PATH, session, storeIn } from "../../../testing/session.ts";

const ref = (id: string) => ({ source: "exec", provider: "keyring", id });
const store = authStore({
  profiles: {
    "groq:a": { type: "api_key", provider: "groq", keyRef: ref("main/groq:a") },
    "groq:b": { type: "api_key", provider: "groq", key: "k" },
  },
  order: { groq: ["groq:a", "groq:b"], xai: ["groq:a"] },
  lastGood: { groq: "groq:a" },
  usageStats: { "groq:a": { errorCount: 1 } },
});
const config = {
  auth: {
    profiles: { "groq:a": { provider: "groq", mode: "api_key" }, "x:y": { provider: "xai" } },
    order: { groq: ["groq:b", "groq:a"] },
  },
};
const full = () =>
  new Map([
    ["main/groq:a", "gsk_0123456789abcdefghij"],
    ["main/other", "x"],
  ]);
const world = (keyring = full()) => withConfig(config, { files: store, keyring });

test("both halves go: what describes it everywhere, then the secret", async () => {
  const keyring = full();
  const { codes, stdout, files } = await session(["models auth logout groq:a --yes"], world(keyring));
  expect(codes).toEqual([0]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ removed groq:a and its entry in the keyring
      from ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
    "
  `);
  expect([...keyring.keys()]).toEqual(["main/other"]);
  expect(storeIn(files)).toEqual({
    version: 1,
    profiles: { "groq:b": { type: "api_key", provider: "groq", key: "k" } },
    order: { groq: ["groq:b"] },
    lastGood: {},
    usageStats: {},
  });
  expect(Bun.JSON5.parse(String(files[CONFIG_PATH]))).toEqual({
    auth: { profiles: { "x:y": { provider: "xai" } }, order: { groq: ["groq:b"] } },
  });
});

test("one in clear, and one that is only declared, go too", async () => {
  const { codes, files } = await session(["models auth logout groq:b --yes", "models auth logout x:y --yes"], world());
  expect(codes).toEqual([0, 0]);
  expect(Object.keys(storeIn(files)["profiles"] as object)).toEqual(["groq:a"]);
  expect(String(files[CONFIG_PATH])).not.toContain("x:y");
});

test.each<[string, readonly boolean[] | undefined, number, string]>([
  ["models auth logout groq:a", undefined, 64, "nobody is there to confirm the removal"],
  ["models auth logout groq:a", [false], 130, "cancelled"],
  ["models auth logout groq:aa --yes", undefined, 66, "there is no profile `groq:aa`"],
  ["models auth logout --yes", undefined, 64, "`openclaw models auth logout` needs <profile-id>"],
])("%s with %j is %i: %s", async (line, answers, code, message) => {
  const keyring = full();
  const asked = answers === undefined ? {} : { answers };
  const before = world().files ?? {};
  const { codes, stderr, files } = await session([line], { ...world(keyring), ...asked });
  expect([codes, stderr.split("\n")[0], keyring.size]).toEqual([[code], `error: ${message}`, 2]);
  expect(Object.values(files)).toEqual(Object.values(before));
});

test("a person is asked once", async () => {
  const { codes } = await session(["models auth logout groq:a"], { ...world(), answers: [true] });
  expect(codes).toEqual([0]);
});

test("--dry-run says what would go, and asks nothing", async () => {
  const keyring = full();
  const { codes, stdout } = await session(["models auth logout groq:a --dry-run"], world(keyring));
  expect([codes, stdout]).toEqual([
    [0],
    "Dry run, nothing was removed. It would be groq:a and its entry in the keyring\n",
  ]);
  expect(keyring.size).toBe(2);
});

test("with a keyring that does not answer nothing is removed", async () => {
  const locked = { ...world(), keyring: { kind: "locked", reason: "why" } as const };
  const { codes, stderr, files } = await session(["models auth logout groq:a --yes"], locked);
  expect([codes, stderr.split("\n")[0]]).toEqual([[75], "error: the keyring is locked: why"]);
  expect(Object.keys(storeIn(files)["profiles"] as object)).toEqual(["groq:a", "groq:b"]);
});

test("an agent cannot remove what it inherits", async () => {
  const agents = { list: [{ id: "main" }, { id: "work" }] };
  const inherited = withConfig({ agents }, { files: store });
  const { codes, stderr } = await session(["models auth logout groq:a --yes --agent work"], inherited);
  expect([codes, stderr]).toEqual([
    [66],
    "error: the profile `groq:a` is the main agent's, not work's own\nhint: `openclaw models auth logout groq:a --agent main`\n",
  ]);
});
