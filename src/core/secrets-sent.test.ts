import { expect, test } from "bun:test";
import { hideInNames, secretsSentIn } from "./secrets-sent.ts";

const BASE = "https://api.example/v1";
const basic = (text: string) => `Basic ${btoa(text)}`;

test.each([
  ["authorization", "Bearer canary-1", "canary-1"],
  ["authorization", "token canary-1", "canary-1"],
  ["Authorization", basic("me:canary-1"), "canary-1"],
  ["x-api-key", "abcd", "abcd"],
  ["x-api-key", "password", "password"],
  ["x-secret", "correct horse battery staple", "correct horse battery staple"],
  ["cookie", "theme=dark; sid=canary-1", "canary-1"],
  ["cf-access-client-id", "0f3a9b.access", "0f3a9b.access"],
  ["x-portkey-config", '{"provider":"openai","api_key":"canary-1"}', "canary-1"],
  ["x-anything", "canary-1", "canary-1"],
  ["x-many", "one, canary-1", "canary-1"],
])("`%s: %s` sends %j", (name, value, secret) => {
  expect(secretsSentIn({ url: BASE, headers: { [name]: value } })).toContain(secret);
});

test.each([
  ["accept", "application/json"],
  ["user-agent", "openclaw/1.2.3-canary"],
  ["anthropic-beta", "oauth-2025-04-20"],
  ["http-referer", "https://openclaw.example/page"],
  ["x-portkey-provider", "anthropic"],
  ["x-max-tokens", "1000"],
  ["x-environment", "eu-west/production"],
  ["x-version", "2024-10-21"],
  ["x-retries", "1000"],
])("`%s: %s` is nobody's secret", (name, value) => {
  expect(secretsSentIn({ url: BASE, headers: { [name]: value } }).filter(Boolean)).toEqual([]);
});

test.each([
  ["https://api.example/v1?key=canary-1&api-version=2024-10-21", ["canary-1"]],
  ["https://api.example/v1?limit=1000&format=credits", []],
  ["https://me:can%40ry@api.example/v1", ["me", "can@ry"]],
  ["https://api.example/v1?key=100%", ["100%"]],
  ["no address", []],
])("of the address %s these are secrets: %j", (url, secrets) => {
  expect([...new Set(secretsSentIn({ url, headers: {} }))].filter(Boolean)).toEqual(secrets);
});

test("in the names of a list only a secret is hidden that is none of their words by chance", () => {
  const hide = hideInNames({ url: `${BASE}?key=free`, headers: { "x-key": "canary-1" } });
  expect(hide("some/model:free canary-1")).toBe("some/model:free ***");
});
