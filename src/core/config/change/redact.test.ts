import { expect, test } from "bun:test";
import { redact } from "./redact.ts";

const shown = (value: string) => redact(`{ a: "${value}" } // ${value}`, []);
const starred = (value: string) => value.replace(/./g, "*");

test.each([
  "https://openrouter.ai/api/v1",
  "http://127.0.0.1:11434/v1/",
  "http://localhost:8080",
  "http://[::1]:8080/v1",
  "https://generativelanguage.googleapis.com/v1beta",
  "wss://gateway.example/socket",
])("the address %s is no secret", (value) => {
  expect(redact(`{ a: "${value}", b: '${value}' }`, [])).toBe(`{ a: "${value}", b: '${value}' }`);
});

test("nor is it one in a comment", () => {
  const text = "{ a: 1 } // see https://docs.openclaw.ai/models\n";
  expect(redact(text, [])).toBe(text);
});

test.each([
  "https://bob:hunter2@gate.example/v1",
  "https://bob@gate.example/v1",
  "https://gate.example/v1?key=hunter2",
  "https://gate.example/v1#hunter2",
  "https://hooks.slack.com/services/T0123/B0123/Ab1Cd2Ef3Gh4",
  "https://api.telegram.org/bot123:Ab1Cd2Ef3Gh4/send",
  "https://discord.com/api/webhooks/0123456789/Ab1Cd2Ef3Gh4",
  "https://gate.example/abcdefghijklmnopqrstuvwxyz",
  "https://ab12cd34ef56ab12cd34ef56ab12cd34.gate.example/",
  "https://gate.example/${TOKEN}",
  "sk-proj-abcdefghijklmnop",
])("whatever may hold one is starred out: %s", (value) => {
  expect(shown(value)).toStartWith(`{ a: "${starred(value)}" } // `);
  expect(shown(value)).not.toMatch(/hunter2|Ab1Cd2|abcdefgh|ab12cd34/);
});
