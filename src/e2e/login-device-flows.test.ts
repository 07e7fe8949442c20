import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { PROVIDERS } from "../providers/index.ts";
import { runBinaryBeside, withFolder } from "../testing/binary.ts";
import { startProviderProxy } from "../testing/provider-proxy.ts";

setDefaultTimeout(60_000);

type Fields = Readonly<Record<string, unknown>>;
type Answer = object | ((fields: Fields) => object);
/** What a provider answers in turn, what it was asked, and what is stored then. */
type Flow = { answers: readonly Answer[]; asked: readonly Fields[]; profile: object };

const CODE = {
  device_code: "d-1",
  user_code: "WDJB-MJHT",
  verification_uri: "https://example.com/device",
  expires_in: 900,
  interval: 1,
};
const TOKENS = { access_token: "access-0123456789", refresh_token: "refresh-0123456789", expires_in: 3600 };
const STORED = { type: "oauth", access: TOKENS.access_token, refresh: TOKENS.refresh_token };
const POLL = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: "d-1" };
const FORM = "application/x-www-form-urlencoded";
const VERIFIER = expect.stringMatching(/^[\w-]{43}$/);
const CHALLENGE = { code_challenge: VERIFIER, code_challenge_method: "S256" };
const ACCOUNT = { "https://api.openai.com/auth": { chatgpt_account_id: "acct" } };
const CHATGPT = `e30.${Buffer.from(JSON.stringify(ACCOUNT)).toString("base64url")}.sig`;

function minimax(host: string): Flow {
  const client = { client_id: "78257093-7e40-4613-99e0-527b14b39113" };
  const start = ({ state }: Fields) => ({
    user_code: "ABC123",
    verification_uri: `https://${host}/oauth-authorize?code=ABC123`,
    expired_in: Date.now() + 600_000,
    state,
  });
  const { expires_in: expired_in, ...tokens } = TOKENS;
  return {
    answers: [start, { status: "success", ...tokens, expired_in, resource_url: `https://api.${host}` }],
    asked: [
      {
        url: `https://account.${host}/oauth2/device/code`,
        type: FORM,
        response_type: "code",
        ...client,
        scope: "group_id profile model.completion",
        state: VERIFIER,
        ...CHALLENGE,
      },
      {
        url: `https://account.${host}/oauth2/token`,
        type: FORM,
        grant_type: "urn:ietf:params:oauth:grant-type:user_code",
        ...client,
        user_code: "ABC123",
        code_verifier: VERIFIER,
      },
    ],
    profile: { ...STORED, resourceUrl: `https://api.${host}` },
  };
}

/** OAuth's own flow, where only addresses, names and scopes differ. */
function plain(start: string, token: string, { scope, ...client }: Fields): Flow {
  return {
    answers: [CODE, TOKENS],
    asked: [
      { url: start, type: FORM, ...client, ...(scope === undefined ? {} : { scope }) },
      { url: token, type: FORM, ...POLL, ...client },
    ],
    profile: STORED,
  };
}

// As the providers' own programs ask. Source: ../shared/data/providers.json, `oauth`.
const FLOWS: Readonly<Record<string, Flow>> = {
  "github-copilot device-code": {
    ...plain("https://github.com/login/device/code", "https://github.com/login/oauth/access_token", {
      client_id: "Iv1.b507a08c87ecfe98",
      scope: "read:user",
    }),
    answers: [CODE, { access_token: "ghu_0123456789", token_type: "bearer" }],
    profile: { type: "token", token: "ghu_0123456789" },
  },
  "huggingface device-code": plain("https://huggingface.co/oauth/device", "https://huggingface.co/oauth/token", {
    client_id: "mine",
    client_secret: "s3cret-0123",
    scope: "openid profile inference-api",
  }),
  "kimi-coding device-code": plain(
    "https://auth.kimi.com/api/oauth/device_authorization",
    "https://auth.kimi.com/api/oauth/token",
    { client_id: "17e5f671-d194-4dfb-9706-5516cb48c098" },
  ),
  "meta device-code": {
    answers: [CODE, { access_token: "identity-0123456789" }, { api_key: "key-0123456789" }],
    asked: [
      { url: "https://auth.meta.com/oidc/device/authorization/", type: FORM, client_id: "1031625952748946" },
      { url: "https://auth.meta.com/oidc/device/token/", type: FORM, ...POLL, client_id: "1031625952748946" },
      { url: "https://api.meta.ai/muse-code/key", type: "application/json" },
    ],
    profile: { type: "oauth", access: "key-0123456789", refresh: "identity-0123456789" },
  },
  "minimax-portal device-code": minimax("minimax.io"),
  "minimax-portal device-code-cn": minimax("minimaxi.com"),
  "openai-codex device-code": {
    answers: [
      { device_auth_id: "d", usercode: "ABCD-12345", interval: "1" },
      { authorization_code: "c", code_verifier: "v" },
      { ...TOKENS, access_token: CHATGPT },
    ],
    asked: [
      {
        url: "https://auth.openai.com/api/accounts/deviceauth/usercode",
        type: "application/json",
        client_id: "app_EMoamEEZ73f0CkXaXp7hrann",
      },
      {
        url: "https://auth.openai.com/api/accounts/deviceauth/token",
        type: "application/json",
        device_auth_id: "d",
        user_code: "ABCD-12345",
      },
      {
        url: "https://auth.openai.com/oauth/token",
        type: FORM,
        grant_type: "authorization_code",
        client_id: "app_EMoamEEZ73f0CkXaXp7hrann",
        code: "c",
        code_verifier: "v",
        redirect_uri: "https://auth.openai.com/deviceauth/callback",
      },
    ],
    profile: { ...STORED, access: CHATGPT, accountId: "acct" },
  },
  "qwen-portal device-code": {
    answers: [CODE, { ...TOKENS, resource_url: "portal.qwen.ai" }],
    asked: [
      {
        url: "https://chat.qwen.ai/api/v1/oauth2/device/code",
        type: FORM,
        client_id: "f0304373b74a44d2b584a3fb70ca9e56",
        scope: "openid profile email model.completion",
        ...CHALLENGE,
      },
      {
        url: "https://chat.qwen.ai/api/v1/oauth2/token",
        type: FORM,
        ...POLL,
        client_id: "f0304373b74a44d2b584a3fb70ca9e56",
        code_verifier: VERIFIER,
      },
    ],
    profile: { ...STORED, resourceUrl: "portal.qwen.ai" },
  },
  "xai device-code": plain("https://auth.x.ai/oauth2/device/code", "https://auth.x.ai/oauth2/token", {
    client_id: "b1a00492-073a-47ea-816f-4c329264a828",
    scope: "openid profile email offline_access grok-cli:access api:access",
  }),
};

const OWN_PROGRAM = { HUGGINGFACE_OAUTH_CLIENT_ID: "mine", HUGGINGFACE_OAUTH_CLIENT_SECRET: "s3cret-0123" };

test("every sign-in with a code on another device is here", () => {
  const known = PROVIDERS.flatMap(({ id, login }) =>
    login.filter(({ oauth }) => oauth?.device !== undefined).map((method) => `${id} ${method.id}`),
  );
  expect(Object.keys(FLOWS)).toEqual(known.toSorted());
});

test.concurrent.each(Object.entries(FLOWS))("%s asks as the provider's own program does", async (name, flow) => {
  const [provider = "", method = ""] = name.split(" ");
  const proxy = await startProviderProxy();
  const asked: Fields[] = [];
  for (const host of new Set(flow.asked.map(({ url }) => new URL(String(url)).host))) {
    proxy.answer(host, ({ path, headers, body }) => {
      const fields = fieldsIn(body);
      const answer = flow.answers[asked.length];
      asked.push({ url: `https://${host}${path}`, type: headers["content-type"], ...fields });
      return { status: 200, json: typeof answer === "function" ? answer(fields) : answer };
    });
  }
  try {
    await withFolder({}, async (home) => {
      const options = ["--provider", provider, "--method", method, "--no-browser", "--store", "file"];
      const variables = { ...proxy.variables, ...OWN_PROGRAM };
      const run = await runBinaryBeside(["models", "auth", "login", ...options], { home, variables });
      expect([run.code, asked]).toEqual([0, [...flow.asked]]);
      const store = await Bun.file(join(home, ".openclaw/agents/main/agent/auth-profiles.json")).json();
      expect(Object.values(store.profiles)).toMatchObject([{ provider, ...flow.profile }]);
    });
  } finally {
    await proxy.stop();
  }
});

function fieldsIn(body: string): Fields {
  return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}
