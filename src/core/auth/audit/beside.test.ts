import { describe, expect, test } from "bun:test";
import { findInJson } from "./find.ts";
import { findInBroken } from "./find-text.ts";

const R = "Kq8vZt3RwLm5Yc2N";
const shown = (text: string) => findInJson(text)?.map(({ place, secret }) => `${place} ${secret.reveal()}`);

describe("beside its name is found", () => {
  test.each([
    [`{args: ["--api-key", "hunter2", "--port", "5"]}`, ["args[1] hunter2"]],
    [
      `{args: ["--token=hunter2", "--password=correct horse", "-key=k1"]}`,
      ["args[0] hunter2", "args[1] correct horse", "args[2] k1"],
    ],
    [`{args: ["-H", "X-Api-Key: hunter2", "--header", "Authorization: Bearer b1"]}`, ["args[1] hunter2", "args[3] b1"]],
    [`{args: ["-e", "API_KEY=hunter2", "-e", "LANG=C"]}`, ["args[1] hunter2"]],
    [`{command: "serve --api-key ${R} --token=p1o2i3u4y5t6"}`, [`command ${R}`, "command p1o2i3u4y5t6"]],
    [`{command: "curl -H 'X-Api-Key: ${R}'"}`, [`command ${R}`]],
    [`{env: [{name: "API_KEY", value: "hunter2"}, {name: "LANG", value: "C"}]}`, ["env[0].value hunter2"]],
    [`{environment: [{key: "DB_PASSWORD", value: "hunter2"}]}`, ["environment[0].value hunter2"]],
    [
      `{headers: [{name: "X-Custom-Auth", value: "hunter2"}, {name: "Accept", value: "a/b"}]}`,
      ["headers[0].value hunter2"],
    ],
    [`{headers: [["Authorization", "Bearer hunter2"], ["Accept", "a/b"]]}`, ["headers[0][1] hunter2"]],
    [`{headers: ["Cookie", "a=b; c=d", "Accept", "a/b"]}`, ["headers[1] a=b; c=d"]],
    [`{extraHeaders: ["X-Key: hunter2", "Accept: a/b"]}`, ["extraHeaders[0] hunter2"]],
    [`{argv: ["openclaw", "config", "set", "gateway.auth.token", "hunter2"]}`, ["argv[4] hunter2"]],
    [`{pair: ["apiKey", "${R}"]}`, [`pair[1] ${R}`]],
    [
      `{"privateKey": "-----BEGIN PRIVATE KEY-----\\n${R}${R}${R}\\n-----END PRIVATE KEY-----\\n"}`,
      [`privateKey ${R}${R}${R}`],
    ],
  ])("%s", (text, found) => {
    expect(shown(text)).toEqual(found);
  });
});

describe("beside a name is no secret:", () => {
  test.each([
    `{args: ["--api-key", "\${KEY}", "--token=\${TOKEN}", "--token", "--verbose", "--password", "<password>"]}`,
    `{args: ["--max-tokens", "8", "--max-output-tokens=900", "--context-tokens", "8000", "--key-file", "/k", "--token"]}`,
    `{args: ["-e", "API_KEY", "-e", "MAX_OUTPUT_TOKENS=900", "--api-key", "OPENAI_API_KEY"]}`,
    `{args: ["--token", "$API_TOKEN", "--token=%API_TOKEN%", "--key", "{{ key }}", "--secret", "op://vault/item/field"]}`,
    `{env: [{name: "API_KEY", value: "\${X}"}, {name: "API_KEY", valueFrom: "x"}, {name: "API_KEY"}]}`,
    `{headers: ["Accept: text/html", "X-Title: my key"], pairs: {headers: [["Accept", "a/b"]]}}`,
    `{redact: ["gateway.auth.token", "gateway.auth.password"], required: ["apiKey", "token"]}`,
    `{set: ["config", "set", "agents.defaults.model", "anthropic/claude-opus-4-6"]}`,
    `{note: "the token: ask Bob; --password is asked for, --key VALUE", name: "note", value: "a word"}`,
    `{apiKey: "your-api-key", token: "change-me", password: "sk-...9f3k", secret: "abcd1234…wxyz", key: "xxxxxxxxxxxx"}`,
  ])("%s", (text) => {
    expect(shown(text)).toEqual([]);
  });
});

test("a password with dots and stars in it is one all the same", () => {
  expect(shown(`{password: "cor***ect horse... battery 9"}`)).toEqual(["password cor***ect horse... battery 9"]);
});

test("in what is broken, the value behind `--name` is found too", () => {
  expect(findInBroken(`run --token hunter2 --port 5`).map(({ secret }) => secret.reveal())).toEqual(["hunter2"]);
});
