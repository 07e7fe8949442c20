import { describe, expect, test } from "bun:test";
import { findInData, findInDotEnv, findInJson } from "./find.ts";
import { findInBroken } from "./find-text.ts";
import { findKnown, type Plain } from "./plain.ts";
import { createSearch } from "./search.ts";

const KEY = "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7";
const shown = (plains: readonly Plain[] | undefined) =>
  plains?.map(({ place, secret }) => `${place} ${secret.reveal()}`);

describe("in a document is found", () => {
  test.each([
    [`{a: {apiKey: "hunter2"}}`, ["a.apiKey hunter2"]],
    [
      `{profiles: {"a:b": {key: "k1", token: "t1", access: "a1", refresh: "r1"}}}`,
      ['profiles["a:b"].key k1', 'profiles["a:b"].token t1', 'profiles["a:b"].access a1', 'profiles["a:b"].refresh r1'],
    ],
    [
      `{gateway: {auth: {token: "t1", password: "correct horse"}}}`,
      ["gateway.auth.token t1", "gateway.auth.password correct horse"],
    ],
    [
      `{botToken: "b1", appSecret: "s1", client_secret: "c1", privateKey: "p1", secretAccessKey: "w1"}`,
      ["botToken b1", "appSecret s1", "client_secret c1", "privateKey p1", "secretAccessKey w1"],
    ],
    [
      `{headers: {"X-Key": "x1", Authorization: "Bearer b1", "X-Custom-Auth": "c1", Accept: "text/html"}}`,
      ["headers.X-Key x1", "headers.Authorization b1", "headers.X-Custom-Auth c1"],
    ],
    [
      `{env: {vars: {GROQ_API_KEY: "g1", AWS_BEARER_TOKEN_BEDROCK: "a1", LANG: "C"}, HF_TOKEN: "h1"}}`,
      ["env.vars.GROQ_API_KEY g1", "env.vars.AWS_BEARER_TOKEN_BEDROCK a1", "env.HF_TOKEN h1"],
    ],
    [`{baseUrl: "https://me:pa55@x.example/v1?api_key=q1&model=m"}`, ["baseUrl pa55", "baseUrl q1"]],
    [`{url: "https://0123456789abcdefgh@x.example"}`, ["url 0123456789abcdefgh"]],
    [`{alias: "${KEY}", note: "my-${KEY}"}`, [`alias ${KEY}`, `note ${KEY}`]],
    [`{list: [{password: "p1"}, "x ${KEY} y"]}`, ["list[0].password p1", `list[1] ${KEY}`]],
    [`{"fal-key": "0123456789ab", authtoken: "a1"}`, ["fal-key 0123456789ab", "authtoken a1"]],
    [
      `{fal: {key: "550e8400-e29b-41d4-a716-446655440000:0f1e2d3c"}}`,
      ["fal.key 550e8400-e29b-41d4-a716-446655440000:0f1e2d3c"],
    ],
    [`{private: {type: "Buffer", data: "cHJpdmF0ZQ=="}, public: {data: "cHVibGlj1"}}`, ["private.data cHJpdmF0ZQ=="]],
    [`{tokens: ["t1", "t2"]}`, ["tokens[0] t1", "tokens[1] t2"]],
    [`{key: "first1", key: "second2"}`, ["key first1", "key second2"]],
    [`{key: "\\u0073ecret1"}`, ["key secret1"]],
    [`{"__proto__": {"key": "p1"}}`, ["__proto__.key p1"]],
    [`{\n  // once ${KEY}\n  a: 1 /* ${KEY}x */\n}`, [`line 2 ${KEY}`, `line 3 ${KEY}x`]],
    [`{\n  // apiKey: "hunter2",\n  /* token: 'q9w8e7r6t5y4' */\n}`, ["line 2 hunter2", "line 3 q9w8e7r6t5y4"]],
    [`{\n  // the key: q9w8e7r6t5y4u3i2o1p0\n}`, ["line 2 q9w8e7r6t5y4u3i2o1p0"]],
    [`{"${KEY}": 1}`, [`line 1 ${KEY}`]],
    [`{"${KEY}": {key: "k1"}}`, [`["***"].key k1`, `line 1 ${KEY}`]],
    [`{"https://me:pa55word@x": {key: "k1"}}`, [`["https://me:***@x"].key k1`]],
    [`{apiKey: {source: "env", id: "${KEY}"}}`, [`apiKey.id ${KEY}`]],
    [`{source: "x", id: "y", apiKey: "k1"}`, ["apiKey k1"]],
    [`{a: "sk-0123456789abcdef0123456789abcdef"}`, ["a sk-0123456789abcdef0123456789abcdef"]],
  ])("%s", (text, found) => {
    expect(shown(findInJson(text))).toEqual(found);
  });
});

describe("in a document is no secret:", () => {
  test.each([
    `{apiKey: "\${CORP_KEY}", headers: {Authorization: "Bearer \${CORP_KEY}"}}`,
    `{baseUrl: "https://me:\${PASS}@x.example", mirror: "ssh://git@x.example/a@b"}`,
    `{apiKey: {source: "exec", provider: "keyring", id: "main/groq:ring"}, keyRef: {source: "env", id: "GROQ_API_KEY"}}`,
    `{\n  // token: ask Bob for it; password = see the wiki\n}`,
    `{key: "", token: "***", apiKey: "__OPENCLAW_REDACTED__", password: "<your password>", secret: "moved-into-the-keyring"}`,
    `{apiKey: "GROQ_API_KEY", b: {apiKey: "secretref-managed"}, c: {apiKey: "ollama-local"}, d: {apiKey: "oauth:chutes"}}`,
    `{headers: {Authorization: "secretref-env:CORP_TOKEN"}}`,
    `{maxTokens: "5", tokenizer: "o200k", sessionKey: "hook", publicKey: "ssh-ed25519 AAAA", tokenFile: "/run/t", mode: "token"}`,
    `{model: "xai-grok-code-fast-1", other: "xai/grok-4", flag: "hf_transfer_enabled", alias: "sk-learn-classifier"}`,
    `{lmstudio: {apiKey: "lm-studio"}, vllm: {apiKey: "EMPTY"}, llama: {apiKey: "sk-no-key-required"}}`,
    `{apiKey: null, token: 5, key: true}`,
    `{access: "read-only", refresh: "weekly", store_key: "primary1234567", someKey: "left", "max-tokens": "9"}`,
    `{key: "agent:main:telegram:42a", routeKey: "telegram:12345678:abc", laneKey: "550e8400-e29b-41d4-a716-446655440000"}`,
    `{nextPageToken: "CAUQAA12345678", dedupeKey: "a1b2c3d4e5f6a7b8", fileKey: "/home/me/a1b2c3d4e5", code: "apiKey: process.env.OPENAI_API_KEY2"}`,
    `"just a"`,
  ])("%s", (text) => {
    expect(shown(findInJson(text))).toEqual([]);
  });
});

test.each(["{", "", `{apiKey: sk}`, "[".repeat(100_000)])("what is no document is left to others: %#", (text) => {
  expect(findInJson(text)).toBeUndefined();
});

describe("in what is broken is found", () => {
  test.each([
    [`{ "apiKey": "hunter2`, ["line 1 hunter2"]],
    [`{\n  'token': 'it\\'s', gateway: {password: Zq7#Xj,\n`, ["line 2 it\\'s", "line 2 Zq7#Xj"]],
    [`{ apiKey: ${KEY} // ${KEY}2`, [`line 1 ${KEY}`, `line 1 ${KEY}2`]],
    [`{ password: "123456", token: 'self-local', apiKey: "ollama-local`, ["line 1 123456", "line 1 self-local"]],
    [`{ token: null, key: 5, apiKey: "\${X}", password: { `, []],
  ])("%s", (text, found) => {
    expect(shown(findInBroken(text))).toEqual(found);
  });
});

describe("in a .env file is found", () => {
  test.each([
    ["GROQ_API_KEY=g1\nEDITOR=vi\n", ["GROQ_API_KEY g1"]],
    [
      `export A_TOKEN="t 1" # why\nB_PASSWORD='p#1'\nC_SECRET=s1 # and why\n`,
      ["A_TOKEN t 1", "B_PASSWORD p#1", "C_SECRET s1"],
    ],
    ["FAL_KEY=one1\nFAL_KEY=two2\r\n", ["FAL_KEY one1", "FAL_KEY two2"]],
    ["PROXY=http://me:pa55@proxy:80\n", ["PROXY pa55"]],
    [`NOTE=${KEY}\n# OLD=${KEY}2\nX_KEY= # ${KEY}3\n`, [`NOTE ${KEY}`, `OLD ${KEY}2`, `line 3 ${KEY}3`]],
    [
      "# A_API_KEY=q9w8e7r6t5y4u3i2o1p0\n  #export B_TOKEN='hunter2'\n",
      ["A_API_KEY q9w8e7r6t5y4u3i2o1p0", "B_TOKEN hunter2"],
    ],
    ["# TOKEN = ask Bob\n#KEY=your key here\n# A_KEY=<key>\n", []],
    ["A_KEY=${B}\nB_KEY=\nMY_PUBLIC_KEY=p1\nUSE_TOKEN=true\n", []],
  ])("%s", (text, found) => {
    expect(shown(findInDotEnv(text))).toEqual(found);
  });
});

test("in data it is the same, but for keys of the same name", () => {
  const text = JSON.stringify({
    a: { key: "k1", note: `my-${KEY}` },
    [`${KEY}2`]: 1,
    list: [{ token: "t1" }, "--token", "t2"],
  });
  expect(shown(findInData(text))).toEqual(shown(findInJson(text)));
  expect(findInData("[".repeat(100_000))).toBeUndefined();
  expect(shown(findInData("{key: 'k1', /* " + KEY + " */}"))).toEqual(["key k1", `line 1 ${KEY}`]);
});

test("a known secret is found wherever else it stands, and not twice", () => {
  const text = `{\n  key: "Plain0123456789", // Plain0123456789\n  note: "see Plain0123456789"\n}`;
  const found = findInJson(text) ?? [];
  const [first] = found;
  expect(first === undefined ? [] : shown(findKnown(text, createSearch([first.secret.reveal()]), found))).toEqual([
    "line 2 Plain0123456789",
    "line 3 Plain0123456789",
  ]);
});

test("a long text takes no longer than it must", () => {
  const long = 200_000;
  for (const text of [
    "a".repeat(long),
    "a-".repeat(long),
    `"${"\\".repeat(long)}`,
    "sk-".repeat(long),
    `A="\n`.repeat(1000),
  ]) {
    findInBroken(text);
    findInDotEnv(`X_KEY=${text}`);
    expect(findInJson(JSON.stringify({ key: text, note: text }))?.length).toBeGreaterThan(0);
  }
});
