import { afterAll, beforeAll, expect, test } from "bun:test";
import { PROVIDERS } from "../providers/index.ts";
import { withFolder } from "../testing/binary.ts";
import { agreed, redirectOf, startLogin } from "../testing/login.ts";
import { untilFree } from "../testing/ports.ts";
import { type ProviderProxy, type ProviderRequest, startProviderProxy } from "../testing/provider-proxy.ts";

const CODE = "c0deXq4Lz8Rt2WvKp6";
const VERIFIER = expect.stringMatching(/^[\w-]{43}$/);
const LOGIN = "--method oauth --store file --no-browser";

let proxy: ProviderProxy;
beforeAll(async () => {
  proxy = await startProviderProxy();
});
afterAll(() => proxy.stop());

/** A sign-in to a provider that answers so: what the browser is sent to, what the program asks, and what it stores. */
async function signIn(provider: string, host: string, json: object, more: Record<string, string> = {}) {
  for (const port of [1455, 53_692]) await untilFree(port);
  const asked: ProviderRequest[] = [];
  proxy.answer(host, (request) => {
    asked.push(request);
    return { status: 200, json };
  });
  return withFolder({}, async (home) => {
    const variables = { HOME: home, ...proxy.variables, ...more };
    const { url, ended } = await startLogin(`--provider ${provider} ${LOGIN} --json`, { cwd: home, variables });
    await fetch(agreed(url, CODE));
    const { code, stdout } = await ended;
    const { profiles } = await Bun.file(`${home}/.openclaw/agents/main/agent/auth-profiles.json`).json();
    const challenge = new Bun.CryptoHasher("sha256").update(String(verifierIn(asked[0]))).digest("base64url");
    expect([code, url.searchParams.get("code_challenge")]).toEqual([0, challenge]);
    const { "user-agent": program = "", "content-type": type = "" } = asked[0]?.headers ?? {};
    expect([asked.length, program]).toEqual([1, expect.stringMatching(/^openclaw\/\d+\.\d+\.\d+$/)]);
    return {
      page: { address: url.origin + url.pathname, ...Object.fromEntries(url.searchParams) } as Record<string, string>,
      state: url.searchParams.get("state"),
      redirect: redirectOf(url),
      exchange: { path: asked[0]?.path, type, fields: fieldsIn(asked[0]) },
      profiles,
      told: JSON.parse(stdout),
    };
  });
}

function fieldsIn({ body = "" }: { body?: string } = {}): Record<string, unknown> {
  return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}
const verifierIn = (request: ProviderRequest | undefined) => fieldsIn(request)["code_verifier"];
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
const CHALLENGE = { code_challenge: expect.any(String), code_challenge_method: "S256" };

test("Anthropic is asked as Claude Code asks it: in JSON, with the state once more", async () => {
  const tokens = { access_token: "sk-ant-oat01-access", refresh_token: "sk-ant-ort01-refresh" };
  const account = { account: { uuid: "acc-1", email_address: "me@example.com" } };
  const json = { ...tokens, expires_in: 28_800, ...account };
  const { page, state, exchange, profiles, told } = await signIn("anthropic", "platform.claude.com", json);
  expect(page).toEqual({
    address: "https://claude.ai/oauth/authorize",
    code: "true",
    response_type: "code",
    client_id: "9d1c250a-e61b-44d9-88ed-5944d1962f5e",
    redirect_uri: "http://localhost:53692/callback",
    scope: "org:create_api_key user:profile user:inference user:sessions:claude_code user:mcp_servers user:file_upload",
    state: state ?? "",
    ...CHALLENGE,
  });
  expect(exchange).toEqual({
    path: "/v1/oauth/token",
    type: "application/json",
    fields: {
      grant_type: "authorization_code",
      client_id: "9d1c250a-e61b-44d9-88ed-5944d1962f5e",
      code: CODE,
      redirect_uri: "http://localhost:53692/callback",
      code_verifier: VERIFIER,
      state: state ?? "",
    },
  });
  expect(profiles).toEqual({
    "anthropic:me@example.com": {
      type: "oauth",
      provider: "anthropic",
      email: "me@example.com",
      accountId: "acc-1",
      method: "oauth",
      access: tokens.access_token,
      refresh: tokens.refresh_token,
      expires: expect.any(Number),
    },
  });
  expect(told).toMatchObject({ type: "oauth", email: "me@example.com", accountId: "acc-1", renewable: true });
});

test("OpenAI is asked as Codex asks it, and the plan's account is read out of its tokens", async () => {
  const access = jwt({ "https://api.openai.com/auth": { chatgpt_account_id: "plan-1" }, exp: 2_000_000_000 });
  const json = { access_token: access, refresh_token: "rt", id_token: jwt({ email: "me@example.com" }) };
  const { page, state, exchange, profiles } = await signIn("openai-codex", "auth.openai.com", json);
  const redirect = "http://localhost:1455/auth/callback";
  expect(page).toEqual({
    address: "https://auth.openai.com/oauth/authorize",
    response_type: "code",
    client_id: "app_EMoamEEZ73f0CkXaXp7hrann",
    redirect_uri: redirect,
    scope: "openid profile email offline_access",
    id_token_add_organizations: "true",
    codex_cli_simplified_flow: "true",
    state: state ?? "",
    ...CHALLENGE,
  });
  expect(exchange).toEqual({
    path: "/oauth/token",
    type: "application/x-www-form-urlencoded",
    fields: {
      grant_type: "authorization_code",
      client_id: "app_EMoamEEZ73f0CkXaXp7hrann",
      code: CODE,
      redirect_uri: redirect,
      code_verifier: VERIFIER,
    },
  });
  expect(profiles).toMatchObject({
    "openai-codex:me@example.com": { type: "oauth", accountId: "plan-1", expires: 2_000_000_000_000 },
  });
});

test("OpenRouter gives a key, and comes back without a state to a path that nobody can guess", async () => {
  const key = "sk-or-v1-0123456789abcdef";
  const { page, redirect, exchange, profiles, told } = await signIn("openrouter", "openrouter.ai", { key });
  expect(page).toEqual({ address: "https://openrouter.ai/auth", callback_url: redirect.href, ...CHALLENGE });
  expect(redirect.pathname).toMatch(/^\/callback\/[\w-]{43}$/);
  expect(exchange).toEqual({
    path: "/api/v1/auth/keys",
    type: "application/json",
    fields: { code: CODE, code_verifier: VERIFIER, code_challenge_method: "S256" },
  });
  expect(profiles).toEqual({ "openrouter:default": { type: "api_key", provider: "openrouter", method: "oauth", key } });
  expect(told).toMatchObject({ type: "api_key", masked: "sk-or-v1-…cdef", expiresAt: null, renewable: false });
});

test.each([
  {
    provider: "chutes",
    host: "api.chutes.ai",
    address: "https://api.chutes.ai/idp/authorize",
    path: "/idp/token",
    scope: "openid profile chutes:invoke",
  },
  {
    provider: "huggingface",
    host: "huggingface.co",
    address: "https://huggingface.co/oauth/authorize",
    path: "/oauth/token",
    scope: "openid profile inference-api",
  },
])("$provider knows only a program of the user's own, whose secret goes to the token endpoint alone", async (given) => {
  const { provider, host, address, path, scope } = given;
  const name = `${provider.toUpperCase()}_OAUTH_CLIENT`;
  const own = { [`${name}_ID`]: "mine", [`${name}_SECRET`]: "s3cret-0123" };
  const { page, state, redirect, exchange } = await signIn(provider, host, { access_token: "a" }, own);
  const client = { client_id: "mine", redirect_uri: redirect.href };
  expect(page).toEqual({ address, response_type: "code", ...client, scope, state: String(state), ...CHALLENGE });
  expect([redirect.hostname, redirect.pathname]).toEqual(["localhost", "/callback"]);
  expect(exchange).toEqual({
    path,
    type: "application/x-www-form-urlencoded",
    fields: {
      grant_type: "authorization_code",
      ...client,
      client_secret: "s3cret-0123",
      code: CODE,
      code_verifier: VERIFIER,
    },
  });
});

test("every sign-in with a browser is here", () => {
  const known = PROVIDERS.filter(({ login }) => login.some(({ oauth }) => oauth?.browser !== undefined));
  const here = ["anthropic", "chutes", "huggingface", "openai-codex", "openrouter"];
  expect(known.map(({ id }) => id)).toEqual(here);
});
