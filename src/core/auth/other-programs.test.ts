import { expect, test } from "bun:test";
import type { Provider } from "../../contracts/provider.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, NOW, type World } from "../../testing/env.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { findOtherSignIns, type OtherSignIn } from "./other-programs.ts";

const provider = (id: string) => PROVIDERS.find((row) => row.id === id) as Provider;
const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll("=", "")}.x`;
const END = NOW + 3_600_000;

/** A sign-in with its secrets in clear, as only a test may see them. */
function shown({ program, path, granted }: OtherSignIn): object {
  const { facts, type } = granted;
  const about = { program, path, type, facts };
  if (granted.type !== "oauth")
    return Object.assign(about, { secret: granted.secret.reveal(), expires: granted.expires });
  const { access, refresh, expires } = granted.tokens;
  return Object.assign(about, { access: access.reveal(), refresh: refresh?.reveal(), expires });
}

const found = (id: string, world: World) => findOtherSignIns(createFakeEnv(world).env, provider(id));

const CODEX = {
  OPENAI_API_KEY: null,
  tokens: {
    id_token: jwt({ email: "me@example.com" }),
    access_token: jwt({ exp: END / 1000 }),
    refresh_token: "r",
    account_id: "acc-1",
  },
  last_refresh: "2026-02-10T11:00:00Z",
};
const FLAT = { access_token: "a", refresh_token: "r", token_type: "Bearer", expiry_date: END };
const OAUTH = { type: "oauth", refresh: "r", expires: END, facts: {} };

test("what stands in an identity token and would act upon a terminal is no fact", async () => {
  const tokens = { ...CODEX.tokens, id_token: jwt({ email: "me\u001b[2K@example.com" }), account_id: "a b" };
  const [signIn] = await found("openai-codex", { files: { "~/.codex/auth.json": JSON.stringify({ tokens }) } });
  expect(signIn?.granted.facts).toEqual({});
});

test.each([
  [
    "anthropic",
    "~/.claude/.credentials.json",
    { claudeAiOauth: { accessToken: "a", refreshToken: "r", expiresAt: END, scopes: [], subscriptionType: "max" } },
    { program: "Claude Code", ...OAUTH, access: "a" },
  ],
  [
    "openai-codex",
    "~/.codex/auth.json",
    CODEX,
    {
      program: "Codex CLI",
      ...OAUTH,
      access: CODEX.tokens.access_token,
      facts: { email: "me@example.com", accountId: "acc-1" },
    },
  ],
  [
    "openai",
    "~/.codex/auth.json",
    { OPENAI_API_KEY: "sk-x" },
    { program: "Codex CLI", type: "api_key", secret: "sk-x", expires: undefined, facts: {} },
  ],
  [
    "github-copilot",
    "~/.config/github-copilot/hosts.json",
    { "github.com": { user: "me", oauth_token: "gho_x" } },
    { program: "GitHub Copilot's editor plug-in", type: "token", secret: "gho_x", expires: undefined, facts: {} },
  ],
  [
    "github-copilot",
    "~/.config/github-copilot/apps.json",
    { "corp.example": { oauth_token: "no" }, "github.com:Iv1.b507a08c87ecfe98": { oauth_token: "ghu_x" } },
    { program: "GitHub Copilot's editor plug-in", type: "token", secret: "ghu_x", expires: undefined, facts: {} },
  ],
  ["google-gemini-cli", "~/.gemini/oauth_creds.json", FLAT, { program: "Gemini CLI", ...OAUTH, access: "a" }],
  [
    "qwen-portal",
    "~/.qwen/oauth_creds.json",
    { ...FLAT, resource_url: "portal.qwen.ai" },
    { program: "Qwen Code", ...OAUTH, access: "a", facts: { resourceUrl: "portal.qwen.ai" } },
  ],
  ["minimax-portal", "~/.minimax/oauth_creds.json", FLAT, { program: "MiniMax CLI", ...OAUTH, access: "a" }],
])("%s: the sign-in in %s", async (id, path, document, signIn) => {
  const files = { [path]: JSON.stringify(document) };
  expect<unknown[]>((await found(id, { files })).map(shown)).toEqual([{ ...signIn, path: path.replace("~", HOME) }]);
});

test.each([
  ["anthropic", { CLAUDE_CONFIG_DIR: "/elsewhere" }, "/elsewhere/.credentials.json"],
  ["openai-codex", { CODEX_HOME: "~/codex" }, `${HOME}/codex/auth.json`],
  ["github-copilot", { XDG_CONFIG_HOME: "/cfg" }, "/cfg/github-copilot/apps.json"],
  ["github-copilot", { LOCALAPPDATA: "/local" }, "/local/github-copilot/apps.json"],
  ["anthropic", { OPENCLAW_HOME: "/elsewhere" }, `${HOME}/.claude/.credentials.json`],
])("%s with %o is looked for in its folder", async (id, variables, path) => {
  const document = {
    claudeAiOauth: { accessToken: "a" },
    tokens: { access_token: "a" },
    "github.com:x": { oauth_token: "a" },
  };
  const files = { [path]: JSON.stringify(document) };
  expect((await found(id, { files, variables })).map((signIn) => signIn.path)).toEqual([path]);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '{"claudeAiOauth":7}',
  '{"claudeAiOauth":{"accessToken":" "}}',
  { unreadable: "no" },
])("a file that says %p holds no sign-in", async (content) => {
  const { env } = createFakeEnv({ files: { "~/.claude/.credentials.json": content } });
  expect(await findOtherSignIns(env, provider("anthropic"))).toEqual([]);
});

test("what is read is what the file says at that moment; a token without an end is over", async () => {
  const path = `${HOME}/.claude/.credentials.json`;
  const { env, files } = createFakeEnv({});
  const read = async () => {
    const granted = (await findOtherSignIns(env, provider("anthropic")))[0]?.granted;
    return granted?.type === "oauth" ? [granted.tokens.access.reveal(), granted.tokens.expires] : granted;
  };
  expect(await read()).toBeUndefined();
  files.set(path, JSON.stringify({ claudeAiOauth: { accessToken: "one", expiresAt: END } }));
  expect(await read()).toEqual(["one", END]);
  files.set(path, JSON.stringify({ claudeAiOauth: { accessToken: "two" } }));
  expect(await read()).toEqual(["two", NOW]);
  expect(await findOtherSignIns(env, provider("groq"))).toEqual([]);
});
