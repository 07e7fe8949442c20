import { afterAll, expect, test } from "bun:test";
import { runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { SUCCESS, startRawServer } from "../testing/raw-server.ts";

const server = startRawServer();
afterAll(() => server.stop());

/** What each answer of a server means, whatever the dialect. */
const TRUTH: Readonly<Record<string, readonly [status: string, reason: string]>> = {
  "200": ["ok", "ok"],
  "400": ["format", "format"],
  "401": ["auth", "auth"],
  "402": ["billing", "billing"],
  "403": ["auth", "auth"],
  "404-model": ["format", "model_not_found"],
  "404-path": ["format", "not_found"],
  "408": ["timeout", "timeout"],
  "429": ["rate_limit", "rate_limit"],
  "429-quota": ["billing", "billing"],
  "500": ["unknown", "server_error"],
  "503": ["rate_limit", "overloaded"],
  "529": ["rate_limit", "overloaded"],
  html: ["format", "unexpected_body"],
  "json-error": ["auth", "auth"],
  empty: ["format", "unexpected_body"],
  "bad-json": ["format", "unexpected_body"],
  redirect: ["unknown", "redirect"],
  "hang-headers": ["timeout", "timeout"],
  "half-header": ["timeout", "timeout"],
  "hang-body": ["timeout", "timeout"],
  drip: ["timeout", "timeout"],
  reset: ["unknown", "network"],
  "reset-body": ["unknown", "network"],
  huge: ["unknown", "too_large"],
  escapes: ["auth", "auth"],
};

const KEY = "canary-Kq8vZt3RwLm5Yc2NbXhP7";
const dialects = Object.keys(SUCCESS);
const id = (dialect: string, name: string) => `${dialect}-${name}`.toLowerCase();

function configFor(names: readonly string[]): string {
  const providers: Record<string, unknown> = {};
  for (const dialect of dialects) {
    for (const name of names) {
      const baseUrl = `http://127.0.0.1:${server.port}/${dialect}/${name}`;
      providers[id(dialect, name)] = { baseUrl, api: dialect, apiKey: KEY, models: [{ id: "org/model:x" }] };
    }
  }
  return JSON.stringify({ models: { providers } });
}

type Row = { provider: string; status: string; reason: string; latencyMs: number; error?: string };

test(
  "the truth table: every dialect with every answer, and none is ok that is not",
  () =>
    withFolder({ ".openclaw/openclaw.json": configFor(Object.keys(TRUTH)) }, async (home) => {
      const before = await snapshot(home);
      const argv = ["models", "status", "--probe", "--json", "--probe-timeout", "1500", "--probe-concurrency", "60"];
      const variables = { BUN_CONFIG_VERBOSE_FETCH: "curl" };
      const { code, stdout, stderr } = await runBinaryBeside(argv, { home, variables });
      expect([code, stderr]).toEqual([0, ""]);
      const { results } = JSON.parse(stdout).auth.probes as { results: Row[] };
      const found = Object.fromEntries(results.map(({ provider, status, reason }) => [provider, [status, reason]]));
      const wanted = dialects.flatMap((dialect) =>
        Object.entries(TRUTH).map(([name, truth]) => [id(dialect, name), [...truth]] as const),
      );
      expect<unknown>(found).toEqual(Object.fromEntries(wanted));
      expect(stdout).not.toContain(KEY.slice(0, 14));
      expect(stdout).not.toContain("abcdefghijklmnop");
      expect(stdout).not.toContain("\\u001b");
      expect(await snapshot(home)).toEqual(before);
    }),
  60_000,
);

test("one small request for each target, the model to the letter, and nobody else's name on it", () =>
  withFolder({ ".openclaw/openclaw.json": configFor(["200", "token-field"]) }, async (home) => {
    server.seen.length = 0;
    const { code } = await runBinaryBeside(["models", "status", "--probe"], { home });
    expect(code).toBe(0);
    const paths = server.seen.map(({ path }) => path).filter((path) => path.includes("/200/"));
    expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
    expect(paths.length).toBe(dialects.length);
    for (const { path, body, headers, method } of server.seen) {
      expect(method).toBe("POST");
      expect(body.length).toBeLessThan(2048);
      expect(`${decodeURIComponent(path)} ${body}`).toContain("org/model:x");
      const [, dialect = ""] = path.split("/");
      const own =
        dialect === "anthropic-messages"
          ? "x-api-key"
          : dialect.startsWith("google")
            ? "x-goog-api-key"
            : "authorization";
      expect(headers[own]).toBe(own === "authorization" ? `Bearer ${KEY}` : KEY);
      expect(headers["user-agent"]).toMatch(/^openclaw\/\d+\.\d+\.\d+$/);
      const names = Object.keys(headers).filter((name) => !KNOWN.has(name));
      expect(names).toEqual([]);
    }
    // The only thing that is asked twice.
    expect(server.seen.filter(({ path }) => path.startsWith("/openai-completions/token-field/")).length).toBe(2);
  }));

const KNOWN = new Set([
  "accept",
  "accept-encoding",
  "anthropic-version",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "host",
  "user-agent",
  "x-api-key",
  "x-goog-api-key",
]);
