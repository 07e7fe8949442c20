import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBinaryBeside, withFolder } from "../testing/binary.ts";

const AIMOCK = join(import.meta.dir, "../../node_modules/@copilotkit/aimock/dist/cli.js");
const GOOD = "good-0123456789abcdef";
const scratch = mkdtempSync(join(tmpdir(), "openclaw-aimock-"));
let server: Bun.Subprocess<"ignore", "pipe", "pipe">;
let origin = "";

/** A port that nobody listens on now. */
function freePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

beforeAll(async () => {
  const fixtures = join(scratch, "fixtures.json");
  const match = { userMessage: "Reply with OK" };
  writeFileSync(fixtures, JSON.stringify({ fixtures: [{ match, response: { content: "OK" } }] }));
  const port = freePort();
  origin = `http://127.0.0.1:${port}`;
  server = Bun.spawn([process.execPath, AIMOCK, "-p", `${port}`, "-f", fixtures, "--strict"], {
    env: { ...process.env, AIMOCK_API_KEYS: GOOD },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const reader = server.stdout.getReader();
  let said = "";
  while (!said.includes("listening")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`aimock ended: ${said}`);
    said += new TextDecoder().decode(value);
  }
});
afterAll(() => {
  server.kill();
  rmSync(scratch, { recursive: true, force: true });
});

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
