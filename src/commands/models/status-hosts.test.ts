import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { authStore, cli, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const TOKEN = "tok-Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Aa";
const oauth = (provider: string, more: object) => ({
  type: "oauth",
  provider,
  access: TOKEN,
  refresh: "r",
  expires: NOW + 86_400_000,
  ...more,
});
const qwen = (resourceUrl: unknown) => oauth("qwen-portal", { resourceUrl });
const minimax = (more: object) => oauth("minimax-portal", more);
const GHE = { type: "token", provider: "github-copilot", token: TOKEN, enterpriseUrl: "corp.ghe.com" };
const OWN = "https://gateway.example/own/v1";

/** Where the one profile of a world is sent to: each address that a request with its token goes to. */
async function sentTo(argv: string, profile: { provider: string }, config: object = {}): Promise<string[]> {
  const { provider } = profile;
  const urls: string[] = [];
  const http: Http = async ({ url, headers }) => {
    if (JSON.stringify(headers).includes(TOKEN)) urls.push(url);
    const body = url.includes("copilot_internal/v2") ? { token: TOKEN, endpoints: {} } : {};
    return { kind: "answer", status: 200, headers: {}, body: JSON.stringify(body) };
  };
  const models = { agents: { defaults: { model: `${provider}/some-model` } }, ...config };
  const files = authStore({ profiles: { [`${provider}:me`]: profile } });
  await cli(`models ${argv}`, withConfig(models, { http, files }));
  return urls;
}
const withBase = (provider: string, baseUrl: string) => ({ models: { providers: { [provider]: { baseUrl } } } });

test.each([
  ["portal.qwen.ai", "https://portal.qwen.ai/v1"],
  ["https://dashscope.aliyuncs.com/compatible-mode", "https://dashscope.aliyuncs.com/compatible-mode/v1"],
  [" https://dashscope.aliyuncs.com/compatible-mode/v1/ ", "https://dashscope.aliyuncs.com/compatible-mode/v1"],
  ["https://eu.qwen.example:8443", "https://eu.qwen.example:8443/v1"],
  [undefined, "https://portal.qwen.ai/v1"],
  ["", "https://portal.qwen.ai/v1"],
  [7, "https://portal.qwen.ai/v1"],
  ["http://plain.example/v1", "https://portal.qwen.ai/v1"],
  ["file:///etc/passwd", "https://portal.qwen.ai/v1"],
  ["https://me:pw@elsewhere.example", "https://portal.qwen.ai/v1"],
  ["me:pw@elsewhere.example", "https://portal.qwen.ai/v1"],
  ["https://elsewhere.example/?to=x", "https://portal.qwen.ai/v1"],
  ["else where.example", "https://portal.qwen.ai/v1"],
])("a token of a profile whose `resourceUrl` is %p is sent to %s alone", async (resourceUrl, base) => {
  expect(await sentTo("status --probe", qwen(resourceUrl))).toEqual([`${base}/chat/completions`]);
  expect(await sentTo("list --refresh --provider qwen-portal", qwen(resourceUrl))).toEqual([`${base}/models`]);
});

test("the config's own address comes before that of the profile", async () => {
  const own = withBase("qwen-portal", OWN);
  expect(await sentTo("status --probe", qwen("https://portal.qwen.ai"), own)).toEqual([`${OWN}/chat/completions`]);
});

test.each([
  [minimax({ method: "device-code" }), "https://api.minimax.io"],
  [minimax({ method: "device-code-cn" }), "https://api.minimaxi.com"],
  [minimax({ resourceUrl: "https://api.minimaxi.com/anthropic" }), "https://api.minimaxi.com"],
  [minimax({ resourceUrl: "https://api.minimaxi.com" }), "https://api.minimaxi.com"],
  [minimax({ method: "device-code-cn", resourceUrl: "https://api.minimax.io/anthropic" }), "https://api.minimax.io"],
])("MiniMax knows the account of %j at %s alone", async (profile, origin) => {
  expect(await sentTo("status --probe", profile)).toEqual([`${origin}/anthropic/v1/messages`]);
  expect(await sentTo("status --usage", profile)).toEqual([`${origin}/v1/token_plan/remains`]);
});

test.each([
  ["https://api.minimax.io/anthropic", ["https://api.minimax.io/v1/token_plan/remains"]],
  ["https://api.minimaxi.com/anthropic", ["https://api.minimaxi.com/v1/token_plan/remains"]],
  ["https://gateway.example/anthropic", []],
])("with %s in the config, what is left is asked for at %j", async (baseUrl, urls) => {
  const profile = minimax({ resourceUrl: "https://api.minimaxi.com/anthropic" });
  expect(await sentTo("status --usage", profile, withBase("minimax-portal", baseUrl))).toEqual(urls);
});

test.each([
  [GHE, "https://api.corp.ghe.com", "https://copilot-api.corp.ghe.com"],
  [{ ...GHE, enterpriseUrl: "https://corp.ghe.com/" }, "https://api.corp.ghe.com", "https://copilot-api.corp.ghe.com"],
  [{ ...GHE, enterpriseUrl: "evil/?x=" }, "https://api.github.com", "https://api.individual.githubcopilot.com"],
  [{ ...GHE, enterpriseUrl: undefined }, "https://api.github.com", "https://api.individual.githubcopilot.com"],
])("a company's own GitHub is asked with its token, and no other: %j", async (profile, api, models) => {
  expect(await sentTo("status --probe", profile)).toEqual([
    `${api}/copilot_internal/v2/token`,
    `${models}/chat/completions`,
  ]);
  expect(await sentTo("status --usage", profile)).toEqual([`${api}/copilot_internal/user`]);
});

/** Where a request goes once GitHub has named `endpoint` for it. */
async function copilotAt(endpoint: unknown, config: object = {}): Promise<string | undefined> {
  const urls: string[] = [];
  const http: Http = async ({ url }) => {
    urls.push(url);
    return {
      kind: "answer",
      status: 200,
      headers: {},
      body: JSON.stringify({ token: "t", endpoints: { api: endpoint } }),
    };
  };
  const files = authStore({ profiles: { "github-copilot:me": { ...GHE, enterpriseUrl: undefined } } });
  const models = { agents: { defaults: { model: "github-copilot/gpt-4.1" } }, ...config };
  await cli("models status --probe", withConfig(models, { http, files }));
  return urls[1];
}

test.each([
  ["https://api.business.githubcopilot.com", {}, "https://api.business.githubcopilot.com/chat/completions"],
  ["http://api.business.githubcopilot.com", {}, "https://api.individual.githubcopilot.com/chat/completions"],
  ["https://a:b@elsewhere.example", {}, "https://api.individual.githubcopilot.com/chat/completions"],
  [7, {}, "https://api.individual.githubcopilot.com/chat/completions"],
  ["https://api.business.githubcopilot.com", withBase("github-copilot", OWN), `${OWN}/chat/completions`],
])("Copilot is asked where GitHub says, %p, unless the config says otherwise: %j", async (endpoint, config, url) => {
  expect(await copilotAt(endpoint, config)).toBe(url);
});

test.each([
  ["anthropic", undefined, ["x-api-key"]],
  ["minimax", undefined, ["authorization"]],
  ["minimax-portal", undefined, ["authorization"]],
  ["kimi-coding", undefined, ["authorization"]],
  ["minimax", false, ["x-api-key"]],
  ["anthropic", true, ["authorization"]],
])(
  "%s gets a key in its own header, and with `authHeader` %p in the config in %j",
  async (provider, authHeader, names) => {
    const key = "key-Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Aa";
    const seen: string[][] = [];
    const http: Http = async ({ headers }) => {
      seen.push(Object.keys(headers).filter((name) => headers[name]?.includes(key)));
      return { kind: "answer", status: 200, headers: {}, body: "{}" };
    };
    const own = authHeader === undefined ? {} : { models: { providers: { [provider]: { authHeader } } } };
    const files = authStore({ profiles: { [`${provider}:me`]: { type: "api_key", provider, key } } });
    await cli(`models status --probe --probe-model ${provider}/some-model`, withConfig(own, { http, files }));
    expect(seen).toEqual([names]);
  },
);
