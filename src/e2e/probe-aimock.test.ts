import { afterAll, expect, test } from "bun:test";
import { startAimock } from "../testing/aimock.ts";
import { runBinaryBeside, withFolder } from "../testing/binary.ts";

const GOOD = "good-0123456789abcdef";
const { origin, stop } = await startAimock(
  [{ match: { userMessage: "Reply with OK" }, response: { content: "OK" } }],
  GOOD,
);
afterAll(stop);

test.each([
  [GOOD, "ok"],
  ["bad-0123456789abcdef", "auth"],
])("a server that speaks every dialect, with the key %s, is %s in each", (apiKey, status) => {
  const dialects = {
    completions: { baseUrl: `${origin}/v1`, api: "openai-completions", models: [{ id: "gpt-4o" }] },
    responses: { baseUrl: `${origin}/v1`, api: "openai-responses", models: [{ id: "gpt-5" }] },
    anthropic: { baseUrl: origin, api: "anthropic-messages", models: [{ id: "claude-sonnet-4-5" }] },
    google: { baseUrl: `${origin}/v1beta`, api: "google-generative-ai", models: [{ id: "gemini-2.5-flash" }] },
    ollama: { baseUrl: origin, api: "ollama", models: [{ id: "llama3" }] },
  };
  const providers = Object.fromEntries(Object.entries(dialects).map(([id, dialect]) => [id, { ...dialect, apiKey }]));
  const files = { ".openclaw/openclaw.json": JSON.stringify({ models: { providers } }) };
  return withFolder(files, async (home) => {
    const { code, stdout } = await runBinaryBeside(["models", "status", "--probe", "--json"], { home });
    const rows = JSON.parse(stdout).auth.probes.results as { provider: string; status: string }[];
    const found = Object.fromEntries(rows.map((row) => [row.provider, row.status]));
    expect([code, found]).toEqual([0, Object.fromEntries(Object.keys(dialects).map((id) => [id, status]))]);
  });
});
