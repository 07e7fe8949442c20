import { afterAll, expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { USAGES } from "../providers/usage/usages.ts";
import { BINARY, runBinary, runBinaryBeside, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";
import { homeOf, SECRET } from "../testing/usage.ts";

const { proxy, network, trust, stop } = await startProxy();
/** Takes connections, and never says a word. */
const silence = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
const silent = { ...trust, HTTPS_PROXY: `http://127.0.0.1:${silence.port}` };

afterAll(async () => {
  silence.stop(true);
  await stop();
});

const RESET = "2099-02-10T14:30:00Z";
/** Where each provider is asked, what it answers, and what that means. */
const ANSWERS: Readonly<Record<string, readonly [url: string, body: object, said: readonly string[]]>> = {
  anthropic: [
    "https://api.anthropic.com/api/oauth/usage",
    { five_hour: { utilization: 37, resets_at: RESET }, seven_day: null },
    ["5h 37"],
  ],
  chutes: [
    "https://api.chutes.ai/users/me/subscription_usage",
    { four_hour: { usage: 1, cap: 10, reset_at: RESET } },
    ["4h 10"],
  ],
  deepseek: [
    "https://api.deepseek.com/user/balance",
    { is_available: true, balance_infos: [{ currency: "USD", total_balance: "4.20" }] },
    ["USD 4.2"],
  ],
  "github-copilot": [
    "https://api.github.com/copilot_internal/user",
    { copilot_plan: "individual", quota_snapshots: { premium_interactions: { percent_remaining: 63 } } },
    ["Premium 37"],
  ],
  "google-gemini-cli": [
    "https://cloudcode-pa.googleapis.com/v1internal:retrieveUserQuota",
    { buckets: [{ modelId: "gemini-3-pro", remainingFraction: 0.25, resetTime: RESET }] },
    ["Pro 75"],
  ],
  "kimi-coding": [
    "https://api.kimi.com/coding/v1/usages",
    { usage: { limit: "100", remaining: "74", resetTime: RESET } },
    ["Week 26"],
  ],
  minimax: [
    "https://api.minimax.io/v1/token_plan/remains",
    { model_remains: [{ current_interval_total_count: 10, current_interval_usage_count: 9 }] },
    ["5h 10"],
  ],
  "minimax-portal": [
    "https://api.minimax.io/v1/token_plan/remains",
    { model_remains: [{ current_interval_total_count: 10, current_interval_usage_count: 9 }] },
    ["5h 10"],
  ],
  moonshot: ["https://api.moonshot.ai/v1/users/me/balance", { data: { available_balance: 49.5 } }, ["USD 49.5"]],
  "openai-codex": [
    "https://chatgpt.com/backend-api/wham/usage",
    { plan_type: "plus", rate_limit: { primary_window: { used_percent: 12, limit_window_seconds: 18_000 } } },
    ["5h 12"],
  ],
  "opencode-go": [
    "https://opencode.ai/zen/go/v1/usage",
    { usage: { rolling: { percent: 15, resetsAt: RESET } } },
    ["5h 15"],
  ],
  openrouter: [
    "https://openrouter.ai/api/v1/key",
    { data: { limit: 20, limit_remaining: 12.5, usage: 7.5 } },
    ["USD 12.5"],
  ],
  synthetic: [
    "https://api.synthetic.new/v2/quotas",
    { subscription: { limit: 100, requests: 20, renewsAt: RESET } },
    ["Requests 20"],
  ],
  "vercel-ai-gateway": ["https://ai-gateway.vercel.sh/v1/credits", { balance: "95.50" }, ["USD 95.5"]],
  xai: [
    "https://cli-chat-proxy.grok.com/v1/billing?format=credits",
    { config: { creditUsagePercent: 25 } },
    ["Credits 25"],
  ],
  zai: [
    "https://api.z.ai/api/monitor/usage/quota/limit",
    { data: { limits: [{ type: "TOKENS_LIMIT", percentage: 42, unit: 3, number: 5 }] } },
    ["5h 42"],
  ],
};

type Row = {
  provider: string;
  windows: { label: string; usedPercent: number }[];
  balances?: { currency: string; left?: number }[];
  error?: string;
};
const rowsIn = (stdout: string) => JSON.parse(stdout).auth.usage as Row[];
const STATUS = ["models", "status"];

test("every provider that tells is here", () => {
  expect(Object.keys(ANSWERS)).toEqual(Object.keys(USAGES));
});

test("every provider is asked under its real name, and what it says is kept without the secret", () =>
  withFolder(homeOf(Object.keys(ANSWERS), USAGES), async (home) => {
    await proxy.reset();
    const seen = new Map<string, Record<string, unknown>>();
    await proxy.forAnyRequest().thenCallback(({ url, headers }) => {
      seen.set(url, headers);
      const body = Object.values(ANSWERS).find(([address]) => address === url)?.[1];
      return body === undefined ? { statusCode: 404 } : { statusCode: 200, json: body };
    });
    const argv = [...STATUS, "--usage", "--json"];
    const { code, stdout, stderr } = await runBinaryBeside(argv, { home, variables: network });
    expect([code, stderr]).toEqual([0, ""]);
    const said = rowsIn(stdout).map(({ provider, windows, balances = [], error }) => [
      provider,
      error ?? [
        ...windows.map(({ label, usedPercent }) => `${label} ${usedPercent}`),
        ...balances.map(({ currency, left }) => `${currency} ${left}`),
      ],
    ]);
    expect<unknown>(said).toEqual(Object.entries(ANSWERS).map(([provider, [, , meaning]]) => [provider, meaning]));
    expect(seen.get("https://chatgpt.com/backend-api/wham/usage")?.["chatgpt-account-id"]).toBe("acc-1");
    expect(seen.get("https://api.github.com/copilot_internal/user")?.["authorization"]).toBe(`token ${SECRET}`);
    const cache = join(home, ".cache/openclaw-cli/usage.json");
    expect((statSync(cache).mode & 0o777).toString(8)).toBe("600");
    const shown = runBinary(STATUS, { home });
    for (const text of [stdout, shown.stdout, shown.stderr, await Bun.file(cache).text()])
      expect(text).not.toContain(SECRET.slice(-16));
    expect(shown.stdout).toContain("\n  5h       ██████░░░░ 63% left, resets in ");
    expect(rowsIn(runBinary([...STATUS, "--json"], { home }).stdout).length).toBe(Object.keys(ANSWERS).length);
  }));

test("when nobody answers, all together take no longer than one", async () => {
  const timed = (providers: readonly string[]) =>
    withFolder(homeOf(providers, USAGES), async (home) => {
      const started = Bun.nanoseconds();
      const argv = [...STATUS, "--usage", "--json"];
      const { stdout } = await runBinaryBeside(argv, { home, variables: silent });
      expect(rowsIn(stdout).map(({ error }) => error)).toEqual(providers.map(() => "no answer within 3500 ms"));
      return Bun.nanoseconds() - started;
    });
  const [one, all] = await Promise.all([timed(["anthropic"]), timed(Object.keys(ANSWERS))]);
  expect(all / one).toBeLessThan(1.5);
}, 30_000);

test("Control-C while a provider is silent is told in the document", () =>
  withFolder(homeOf(["anthropic"], USAGES), async (home) => {
    await proxy.reset();
    const argv = [BINARY, ...STATUS, "--usage", "--json"];
    const env = { HOME: home, PATH: "/usr/bin:/bin", ...network };
    const child = Bun.spawn(argv, { cwd: home, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
    await proxy.forAnyRequest().thenCallback(async () => {
      child.kill("SIGINT");
      await child.exited;
      return "close" as const;
    });
    const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
    expect([await child.exited, stderr, JSON.parse(stdout).error.code]).toEqual([130, "", "cancelled"]);
  }));

test("--offline opens no connection", () =>
  withFolder(homeOf(["anthropic"], USAGES), async (home) => {
    const argv = [...STATUS, "--usage", "--offline", "--json"];
    // Whoever connects to this proxy would wait for three seconds, and say so.
    const { code, stdout } = await runBinaryBeside(argv, { home, variables: silent });
    expect([code, rowsIn(stdout)]).toEqual([0, []]);
  }));
