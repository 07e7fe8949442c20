import { afterAll, expect, test } from "bun:test";
import { PROVIDERS } from "../providers/index.ts";
import { WIRES } from "../providers/wire/wires.ts";
import { BINARY, runBinaryBeside, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";
import { SUCCESS, startRawServer } from "../testing/raw-server.ts";

const server = startRawServer();
const { proxy, trust, network, stop } = await startProxy();

afterAll(async () => {
  server.stop();
  await stop();
});

type Row = { provider: string; model?: string; status: string; reason: string; error?: string };
const rowsOf = (stdout: string) => JSON.parse(stdout).auth.probes.results as Row[];
const own = (providers: object) => ({ ".openclaw/openclaw.json": JSON.stringify({ models: { providers } }) });
const model = { models: [{ id: "m" }] };

test.each([
  ["refused", "http://127.0.0.1:9/v1", "network", "the connection was refused"],
  ["an unknown host", "http://nobody.invalid/v1", "network", "the host is not known"],
])("%s is a trouble of the network", (_, baseUrl, reason, error) =>
  withFolder(own({ x: { baseUrl, apiKey: "k", ...model } }), async (home) => {
    const { stdout } = await runBinaryBeside(["models", "status", "--probe", "--json"], { home });
    expect(rowsOf(stdout)).toMatchObject([{ status: "unknown", reason, error }]);
  }),
);

test("a certificate that nobody trusts is a trouble of its own, and trusted with its CA", () =>
  withFolder(own({ x: { baseUrl: `https://localhost:${proxy.port}/v1`, apiKey: "k", ...model } }), async (home) => {
    await proxy.reset();
    await proxy.forAnyRequest().thenJson(200, SUCCESS["openai-completions"] as object);
    const argv = ["models", "status", "--probe", "--json"];
    expect(rowsOf((await runBinaryBeside(argv, { home })).stdout)).toMatchObject([
      { status: "unknown", reason: "tls" },
    ]);
    expect(rowsOf((await runBinaryBeside(argv, { home, variables: trust })).stdout)).toMatchObject([{ status: "ok" }]);
  }));

test("a server of this machine is asked by itself, whatever proxy the environment names", () =>
  withFolder(own({ x: { baseUrl: `http://127.0.0.1:${server.port}/200/v1`, apiKey: "k", ...model } }), async (home) => {
    await proxy.reset();
    const seen = await proxy.forAnyRequest().thenJson(200, SUCCESS["openai-completions"] as object);
    const address = `http://127.0.0.1:${proxy.port}`;
    const variables = { HTTP_PROXY: address, http_proxy: address, ALL_PROXY: address, HTTPS_PROXY: address };
    await runBinaryBeside(["models", "status", "--probe", "--json"], { home, variables });
    expect([(await seen.getSeenRequests()).length, server.seen.length > 0]).toEqual([0, true]);
  }));

/** Every built-in provider that can be asked with a key alone. */
const askable = PROVIDERS.filter(
  ({ baseUrl, wire = "openai-completions", login, env }) =>
    baseUrl?.startsWith("https://") &&
    !/[{}]/.test(baseUrl.replace("{region}", "")) &&
    WIRES[wire] !== undefined &&
    (login.some(({ kind }) => kind === "api-key" || kind === "token") || env.length > 0),
);

test("at least 45 providers can be asked", () => {
  expect(askable.length).toBeGreaterThanOrEqual(45);
});

const GOOD = "good-0123456789abcdef";

/** Answers as each dialect would, by the path; a bad key is refused. */
async function answerForAll(): Promise<void> {
  await proxy.reset();
  await proxy.forAnyRequest().thenCallback((request) => {
    const given = Object.entries(request.headers).some(
      ([name, value]) => /authorization|key/i.test(name) && String(value).includes(GOOD),
    );
    if (!given) return { statusCode: 401, json: { error: { code: "invalid_api_key", message: "no" } } };
    if (request.url.includes("copilot_internal")) return { statusCode: 200, json: { token: GOOD } };
    if (request.url.includes("githubcopilot.com") && request.headers["copilot-integration-id"] === undefined)
      return { statusCode: 400, json: { error: { message: "missing required Copilot-Integration-Id header" } } };
    const dialect = request.url.endsWith("/messages")
      ? "anthropic-messages"
      : request.url.includes(":generateContent")
        ? "google-generative-ai"
        : request.url.endsWith("/responses")
          ? "openai-responses"
          : request.url.endsWith("/api/chat")
            ? "ollama"
            : request.url.endsWith("/converse")
              ? "bedrock-converse-stream"
              : "openai-completions";
    return { statusCode: 200, json: SUCCESS[dialect] as object };
  });
}

test.each([
  [GOOD, "ok"],
  ["bad-0123456789abcdef", "auth"],
])(
  "every provider under its real name, with the key %s, is %s",
  (key, status) => {
    const profiles = Object.fromEntries(askable.map(({ id }) => [`${id}:t`, { type: "api_key", provider: id, key }]));
    const chosen = Object.fromEntries(askable.map(({ id }) => [`${id}/some-model`, {}]));
    const files = {
      ".openclaw/openclaw.json": JSON.stringify({ agents: { defaults: { models: chosen } } }),
      ".openclaw/agents/main/agent/auth-profiles.json": JSON.stringify({ version: 1, profiles }),
    };
    return withFolder(files, async (home) => {
      await answerForAll();
      const argv = ["models", "status", "--probe", "--json", "--probe-concurrency", "20"];
      const { stdout } = await runBinaryBeside(argv, { home, variables: network });
      const found = rowsOf(stdout).filter(({ provider }) => askable.some(({ id }) => id === provider));
      expect(Object.fromEntries(found.map((row) => [row.provider, row.status]))).toEqual(
        Object.fromEntries(askable.map(({ id }) => [id, status])),
      );
    });
  },
  60_000,
);

test("on a terminal the first row is there while others are still waited for; Control-C ends it with what is known", () => {
  const at = (name: string) => ({
    baseUrl: `http://127.0.0.1:${server.port}/openai-completions/${name}`,
    apiKey: "k",
    ...model,
  });
  return withFolder(own({ quick: at("200"), slow: at("hang-headers") }), async (home) => {
    let screen = "";
    const shown = Promise.withResolvers<void>();
    const child = Bun.spawn([BINARY, "models", "status", "--probe", "--probe-timeout", "60000"], {
      cwd: home,
      env: { HOME: home, PATH: "/usr/bin:/bin", TERM: "xterm", NO_COLOR: "1" },
      terminal: {
        cols: 120,
        rows: 40,
        data: (_terminal, bytes) => {
          screen += new TextDecoder().decode(bytes);
          if (screen.includes("✓ quick/m")) shown.resolve();
        },
      },
    });
    await shown.promise;
    expect(child.exitCode).toBeNull();
    child.terminal?.write("\x03");
    expect(await child.exited).toBe(130);
    expect(screen).toContain("stopped, 1 not asked to the end");
  });
}, 30_000);

test("with --json nothing comes before the document, and a closed pipe ends it quietly", () =>
  withFolder(
    own({ x: { baseUrl: `http://127.0.0.1:${server.port}/openai-completions/200`, apiKey: "k", ...model } }),
    async (home) => {
      const json = await runBinaryBeside(["models", "status", "--probe", "--json"], { home });
      expect([json.code, json.stderr, json.stdout[0]]).toEqual([0, "", "{"]);
      const child = Bun.spawn(["sh", "-c", `"${BINARY}" models status --probe 2>/dev/null | head -1`], {
        cwd: home,
        env: { HOME: home, PATH: "/usr/bin:/bin" },
        stdout: "pipe",
      });
      expect(await new Response(child.stdout).text()).toStartWith("✓ x/m  models.providers.x.apiKey · ok · ");
      expect(await child.exited).toBe(0);
    },
  ));
