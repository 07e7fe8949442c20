import { expect, test } from "bun:test";
import { authStore } from "../../../testing/cli.ts";
import { CONFIG_PATH, session, STORE_PATH, storeIn } from "../../../testing/session.ts";

const KEY = "gsk_0123456789abcdefghij";
const TOKEN = `sk-ant-oat01-${"Tk".repeat(40)}`;
const PASTE = "models auth paste-api-key --provider groq";

test.each<[string, string, string]>([
  ["", PASTE, "no secret was given"],
  [" \n", PASTE, "no secret was given"],
  [`${KEY}\n\n`, PASTE, "the secret has more than one line"],
  [`${KEY}\nnext`, PASTE, "the secret has more than one line"],
  [` ${KEY}`, PASTE, "the secret has blanks or control characters in it"],
  ["a\u0007b", PASTE, "the secret has blanks or control characters in it"],
  ["x".repeat(2_000_000), PASTE, "stdin holds more than a secret"],
  [TOKEN, "models auth paste-api-key --provider anthropic", "that is a setup-token of Claude"],
  ["sk-ant-api03-0123456789", "models auth paste-token --provider anthropic", "that is an API key of Anthropic"],
  [
    "sk-ant-admin01-0123456789",
    "models auth paste-api-key --provider anthropic",
    "that is an admin key of Anthropic, which answers for no model",
  ],
  ["sk-or-v1-0123456789", PASTE, "that is a key of OpenRouter"],
  ["sk-ant-oat01-short", "models auth setup-token", "the setup-token is too short: a part of it is missing"],
  [KEY, "models auth setup-token --provider anthropic", "that is a key of Groq"],
  [KEY, "models auth setup-token --provider groq", "only anthropic has setup-tokens, not groq"],
  [KEY, "models auth paste-api-key", "no provider is named"],
  [KEY, "models auth paste-api-key --provider groqq", "nobody knows the provider `groqq`"],
  [KEY, `${PASTE} --store vault`, "there is no store `vault`"],
  [KEY, `${PASTE} --profile-id openai:x`, "the profile `openai:x` would be one of openai, not of groq"],
  [KEY, `${PASTE} --agent nobody`, "there is no agent `nobody`"],
  [
    KEY,
    `models auth paste-token --provider groq --expires-in soon`,
    "`--expires-in` must be a number with s, m, h, d or w, not `soon`",
  ],
])("%j for `%s` is refused: %s", async (input, line, message) => {
  const keyring = new Map<string, string>();
  const { codes, stdout, stderr, files } = await session([line], { input, keyring });
  expect(stderr.split("\n")[0]).toBe(`error: ${message}`);
  expect([codes[0] === 64 || codes[0] === 66, stdout, files, keyring.size]).toEqual([true, "", {}, 0]);
  expect(stderr).toContain("hint: ");
});

test.each([
  ["locked", "the keyring is locked: why"],
  ["denied", "the keyring refuses this program: why"],
  ["unavailable", "there is no keyring to be reached: why"],
  ["timed_out", "the keyring does not answer: why"],
] as const)("a keyring that is %s is found before the secret is asked for", async (kind, message) => {
  const keyring = { kind, reason: "why" };
  // Nobody answers: a question would be an error of the test.
  const { codes, stderr, files } = await session([PASTE], { keyring, answers: [] });
  expect([codes, files]).toEqual([[75], {}]);
  expect(stderr).toStartWith(`error: ${message}\nhint: `);
  expect(stderr).toContain("or set GROQ_API_KEY; or keep it in clear in a file that only you can read: `--store file`");
});

test("beside a newer OpenClaw's database nothing is written", async () => {
  const databases = {
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": { auth_profile_store: '{"profiles":{"a":{}}}' },
  };
  const { codes, stderr, files } = await session([PASTE], { input: KEY, databases });
  expect([codes, files]).toEqual([[73], {}]);
  expect(stderr).toContain("which this version only reads\n");
});

test.each([
  [{ OPENCLAW_NIX_MODE: "1" }, undefined, "OPENCLAW_NIX_MODE is set"],
  [{}, "permission denied", "permission denied"],
])("where %j or %j forbids writing, the keyring holds nothing afterwards", async (variables, readOnly, reason) => {
  const keyring = new Map<string, string>();
  const world = { input: KEY, keyring, variables, ...(readOnly === undefined ? {} : { readOnly }) };
  const { codes, stderr, files } = await session([PASTE], world);
  expect([codes, files, keyring.size]).toEqual([[73], {}, 0]);
  expect(stderr).toContain(`${STORE_PATH} cannot be changed: ${reason}`);
});

test("a config that cannot be kept in step is a warning: the credential is stored", async () => {
  const { codes, stderr, files } = await session([PASTE], {
    input: KEY,
    files: { ...authStore({}), [CONFIG_PATH]: '{ auth: { profiles: "x" } }' },
  });
  // A broken config is found before anything is stored.
  expect([codes, stderr.includes("auth.profiles")]).toEqual([[78], true]);
  expect(storeIn(files)["profiles"]).toBeUndefined();
});
