import { expect, test } from "bun:test";
import { findInText, MOST } from "./find-text.ts";
import { createSearch } from "./search.ts";
import { shapesIn } from "./shapes.ts";

const found = (text: string) => shapesIn(text).map(({ found: secret }) => secret);
/** 41 letters and digits that stand in no other text here. */
const R = "Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Js6Wa1Ve0Uo3Ip";
const JWT = `eyJ${R.slice(0, 17)}.eyJ${R.slice(0, 30)}.${R}`;
const AWS = `${R.slice(0, 19)}/${R.slice(0, 20)}`;
const BODY = `MC4C${R}${R}`;

test.each([
  ["Slack, a bot", `xoxb-123456789012-${R}`],
  ["Slack, a rotating one", `xoxe.xoxp-1-${R}`],
  ["Slack, an app", `xapp-1-A0123-456-${R}`],
  ["Telegram", `1234567890:AA${R.slice(0, 33)}`],
  ["Discord", `MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.${R.slice(0, 30)}`],
  ["Google, an API key", `AIza${R.slice(0, 35)}`],
  ["Google, an access token", `ya29.${R}`],
  ["GitHub", `ghp_${R.slice(0, 36)}`],
  ["GitHub, a fine-grained one", `github_pat_${R}`],
  ["GitLab", `glpat-${R.slice(0, 20)}`],
  ["a JWT", JWT],
])("of %s the key is found wherever it stands", (_, key) => {
  for (const text of [
    key,
    `{"x":"${key}"}`,
    `see ${key}, and`,
    `https://x.example/${key}/getMe?a=${key}`,
    `A=${key}\n`,
  ])
    expect(new Set(found(text))).toEqual(new Set([key]));
});

test.each([
  ["an Authorization header", `-H 'Authorization: Bearer ${R}' x`, R],
  ["one of JSON in JSON", `\\"authorization\\":\\"bearer ${R}\\"`, R],
  ["a pair of AWS", `{"accessKeyId": "AKIAIOSFODNN7ABCDEFG",\n    "secretAccessKey": "${AWS}"}`, AWS],
  ["a file of AWS", `aws_access_key_id=ASIAIOSFODNN7ABCDEFG\naws_secret_access_key = ${AWS}\n`, AWS],
  ["a private key", `-----BEGIN PRIVATE KEY-----\n${BODY}\n-----END PRIVATE KEY-----\n`, BODY],
  [
    "a private key in JSON",
    `"-----BEGIN RSA PRIVATE KEY-----\\n${BODY.slice(0, 64)}\\n${BODY.slice(64)}\\n-----END RSA PRIVATE KEY-----\\n"`,
    BODY,
  ],
  ["a private key of SSH, cut off", `-----BEGIN OPENSSH PRIVATE KEY-----\r\n${BODY}`, BODY],
])("of %s the secret alone is found", (_, text, secret) => {
  expect(found(text)).toEqual([secret]);
});

test.each([
  "xoxb-your-token-here",
  "xapp-1-xxxxxxxxxxxxxxx",
  "1234567890:AAxxxxxxxx",
  "123456:AA",
  "AKIAIOSFODNN7EXAMPLE",
  "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "AKIAIOSFODNN7ABCDEFG 0123456789abcdef0123456789abcdef01234567",
  `commit ${"0123456789abcdef".repeat(2)}01234567, then ${R}`,
  "eyJhbGciOiJIUzI1NiJ9.payload.signature",
  "Bearer token", // A word.
  "Bearer ${TOKEN_1234567890}",
  "Authorization: Bearer <token>",
  "Authorization: Bearer abc…9f3k2j1h4g5",
  "sk-ant-api03-...XhP7",
  "sk-ant-api03-…XhP7",
  "sk-proj-********",
  "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n",
  "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
  `if (!pem.includes("-----BEGIN PRIVATE KEY-----")) throw new TypeError("a private key in PEM was expected here")`,
  "MainWindow.Config.something",
  "sha512-MC4CKq8vZt3RwLm5Yc2NbXhP7Td4Gf9Js6Wa1Ve0Uo3IpKq8vZt3RwLm5Yc2NbXhP7Td4Gf9Js6Wa1Ve0Uo3Ip==",
  "550e8400-e29b-41d4-a716-446655440000",
])("no secret is %s", (text) => {
  expect(found(text)).toEqual([]);
});

test("a long text takes no longer than it must", () => {
  for (const part of [
    "xai-a",
    "eyJa.",
    "eyJaaaaaaaaaa.x",
    "ghp_a",
    "Bearer a",
    "sk-a",
    "xoxb-a",
    "A/",
    ":AA",
    "-----BEGIN ",
  ])
    expect(found(part.repeat(100_000))).toEqual([]);
}, 4000);

test("a text full of secrets takes no longer than it must, and is cut off", () => {
  const text = Array.from({ length: 200_000 }, (_, index) => `xoxb-${1_000_000_000 + index}-a`).join("\n");
  const plains = findInText(text, createSearch(found(text.slice(0, 50_000))), false);
  expect([plains.length, plains.at(-1)?.place]).toEqual([MOST, `line ${MOST}`]);
}, 4000);
