import { run } from "../cli/run.ts";
import type { Http, HttpRequest } from "../contracts/http.ts";
import type { UsageDialect } from "../contracts/usage.ts";
import { authStore, withConfig } from "./cli.ts";
import { createFakeEnv, NOW, type World } from "./env.ts";

export const HOUR = 3_600_000;
export const ACCESS = "sk-ant-oat01-Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Aa";
export const ROUTER = "sk-or-v1-0123456789abcdef0123456789abcdef";
const iso = (ms: number) => new Date(ms).toISOString();

export const PROFILES = {
  "anthropic:me": { type: "oauth", provider: "anthropic", access: ACCESS, refresh: "r", expires: NOW + 48 * HOUR },
  "openrouter:default": { type: "api_key", provider: "openrouter", key: ROUTER },
  "groq:default": { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" },
};
const ANTHROPIC = {
  five_hour: { utilization: 37, resets_at: iso(NOW + 2.5 * HOUR) },
  seven_day: { utilization: 80, resets_at: iso(NOW + 76 * HOUR) },
  extra_usage: { is_enabled: true, monthly_limit: 5000, used_credits: 410, currency: "USD" },
};
const ROUTED = { data: { limit: 20, limit_remaining: 12.4, usage: 7.6 } };

/** A network in which each host has one answer; the questions are kept. */
export function network(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const asked: HttpRequest[] = [];
  const http: Http = async (request) => {
    asked.push(request);
    const [status, body] = answers[new URL(request.url).host] ?? [500, {}];
    return { kind: "answer", status, headers: {}, body: typeof body === "string" ? body : JSON.stringify(body) };
  };
  return { http, asked };
}

export const GOOD = { "api.anthropic.com": [200, ANTHROPIC], "openrouter.ai": [200, ROUTED] } as const;
export const world = (more: World = {}, profiles: unknown = PROFILES): World =>
  withConfig({}, { ...more, files: { ...authStore({ profiles }), ...more.files } });

/** Runs one command after the other, on the same files; `later` moves the clock. */
export async function runs(first: World, ...lines: readonly { argv: string; later?: number; http?: Http }[]) {
  let files = first.files ?? {};
  let now = NOW;
  const outputs: string[] = [];
  for (const { argv, later = 0, http = first.http } of lines) {
    now += later;
    const fake = createFakeEnv({ ...first, files, now, ...(http === undefined ? {} : { http }) });
    await run(argv.split(" "), fake.env);
    outputs.push(fake.stdout());
    files = Object.fromEntries(fake.files);
  }
  return { outputs, files };
}
export const usageIn = (output: string) => JSON.parse(output).auth.usage as Record<string, unknown>[];

const CLAIMS = btoa(JSON.stringify({ "https://api.openai.com/auth": { chatgpt_account_id: "acc-1" } }));
/** A secret that names the account of a plan, as tokens of ChatGPT do. */
export const SECRET = `e30.${CLAIMS.replaceAll("=", "")}.CanaryKq8vZt3RwLm5Yc2NbXhP7`;

/** A home with a credential of each of these providers, of the kind that it asks for. */
export function homeOf(
  providers: readonly string[],
  usages: Readonly<Record<string, UsageDialect>>,
): Record<string, string> {
  const profiles = providers.map((provider) => {
    const type = usages[provider]?.takes[0];
    const secret =
      type === "api_key" ? { key: SECRET } : type === "token" ? { token: SECRET } : { access: SECRET, refresh: "r" };
    return [`${provider}:t`, { type, provider, ...secret, expires: 4_000_000_000_000 }];
  });
  const store = { version: 1, profiles: Object.fromEntries(profiles) };
  return { ".openclaw/agents/main/agent/auth-profiles.json": JSON.stringify(store) };
}
