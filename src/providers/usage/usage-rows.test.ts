import { expect, test } from "bun:test";
import { Secret } from "../../contracts/secret.ts";
import type { UsageQuestion } from "../../contracts/usage.ts";
import { PROVIDERS } from "../index.ts";
import { USAGES } from "./usages.ts";

const question = (provider: string, facts: Partial<UsageQuestion>, secret = "s3cret"): UsageQuestion => ({
  secret: new Secret(secret),
  origin: new URL(PROVIDERS.find(({ id }) => id === provider)?.baseUrl ?? "").origin,
  accountId: undefined,
  enterpriseHost: undefined,
  ...facts,
});

test("every row is one of a provider, by its id", () => {
  expect(Object.keys(USAGES).filter((id) => !PROVIDERS.some((provider) => provider.id === id))).toEqual([]);
});

test.each(Object.keys(USAGES))("%s: nothing is read out of what is something else", (provider) => {
  for (const body of [null, 1, "text", [], {}, { error: { message: "no" } }, { data: null }])
    expect(USAGES[provider]?.read(body, question(provider, {}))).toBeUndefined();
});

test("a name that is no plain word is not taken for a plan", () => {
  const answer = { rate_limit: {}, plan_type: "\u001b[31mred" };
  expect(USAGES["openai-codex"]?.read(answer, question("openai-codex", {}))).toEqual({ windows: [] });
});

const claims = { "https://api.openai.com/auth": { chatgpt_account_id: "acc-from-token" } };
const jwt = `e30.${new TextEncoder().encode(JSON.stringify(claims)).toBase64({ alphabet: "base64url", omitPadding: true })}.x`;

test.each([
  ["openai-codex", { accountId: "acc-1" }, jwt, { authorization: `Bearer ${jwt}`, "chatgpt-account-id": "acc-1" }],
  ["openai-codex", {}, jwt, { authorization: `Bearer ${jwt}`, "chatgpt-account-id": "acc-from-token" }],
  ["openai-codex", {}, "opaque", { authorization: "Bearer opaque" }],
  ["openai-codex", { accountId: "a\r\nb" }, "opaque", { authorization: "Bearer opaque" }],
  ["github-copilot", {}, "gho_x", { authorization: "token gho_x" }],
  ["anthropic", {}, "t", { authorization: "Bearer t", "anthropic-beta": "oauth-2025-04-20" }],
] as const)("%s with %o is asked with its own headers", (provider, facts, secret, headers) => {
  expect<unknown>(USAGES[provider]?.request(question(provider, facts, secret)).headers).toEqual(headers);
});

test.each([
  ["github-copilot", {}, "https://api.github.com/copilot_internal/user"],
  ["github-copilot", { enterpriseHost: "corp.ghe.com" }, "https://api.corp.ghe.com/copilot_internal/user"],
  ["minimax-portal", {}, "https://api.minimax.io/v1/token_plan/remains"],
  ["minimax-portal", { origin: "https://api.minimaxi.com" }, "https://api.minimaxi.com/v1/token_plan/remains"],
])("%s with %o is asked at its own address", (provider, facts, url) => {
  expect(USAGES[provider]?.request(question(provider, facts)).url).toBe(url);
});
