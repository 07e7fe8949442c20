import { expect, test } from "bun:test";
import { Secret } from "../../contracts/secret.ts";
import { PROVIDERS } from "../index.ts";
import { USAGES } from "./usages.ts";

const NOBODYS = { accountId: undefined, enterpriseHost: undefined };
const RESET = "2026-02-10T14:30:00Z";
const RESET_MS = Date.parse(RESET);

const read = (provider: string, body: unknown) => {
  const origin = new URL(PROVIDERS.find(({ id }) => id === provider)?.baseUrl ?? "").origin;
  return USAGES[provider]?.read(body, { secret: new Secret("s3cret"), origin, ...NOBODYS });
};
const window = (label: string, usedPercent: number, resetsAt: number | null = RESET_MS) => ({
  label,
  usedPercent,
  resetsAt,
});

test.each([
  [
    "anthropic",
    {
      five_hour: { utilization: 37, resets_at: RESET },
      seven_day: { utilization: 80.04, resets_at: RESET },
      seven_day_opus: null,
      seven_day_sonnet: { utilization: null, resets_at: null },
      extra_usage: { is_enabled: true, monthly_limit: 5000, used_credits: 410, utilization: 8.2, currency: "USD" },
    },
    {
      windows: [window("5h", 37), window("Week", 80)],
      balances: [{ label: "Extra usage", currency: "USD", used: 4.1, limit: 50 }],
    },
  ],
  [
    "anthropic",
    { five_hour: { utilization: 0, resets_at: null }, extra_usage: { is_enabled: false, used_credits: 0 } },
    { windows: [window("5h", 0, null)] },
  ],
  [
    "openai-codex",
    {
      plan_type: "plus",
      rate_limit: {
        primary_window: { used_percent: 12, limit_window_seconds: 18_000, reset_at: RESET_MS / 1000 },
        secondary_window: { used_percent: 140, limit_window_seconds: 604_800, reset_at: RESET_MS / 1000 },
      },
      credits: { balance: "5.5" },
    },
    {
      plan: "plus",
      windows: [window("5h", 12), window("Week", 100)],
      balances: [{ label: "Credits", currency: "credits", left: 5.5 }],
    },
  ],
  [
    "openai-codex",
    { plan_type: "free", rate_limit: { primary_window: null, secondary_window: null }, credits: null },
    { plan: "free", windows: [] },
  ],
  [
    "github-copilot",
    {
      copilot_plan: "individual",
      quota_reset_date: "2026-03-01",
      quota_snapshots: {
        premium_interactions: { percent_remaining: 63.4 },
        chat: { percent_remaining: 100, unlimited: true },
      },
    },
    { plan: "individual", windows: [window("Premium", 36.6, Date.parse("2026-03-01"))] },
  ],
  [
    "google-gemini-cli",
    {
      buckets: [
        { modelId: "gemini-3-pro", remainingFraction: 0.9, resetTime: "2026-02-11T00:00:00Z" },
        { modelId: "gemini-2.5-pro", remainingFraction: 0.25, resetTime: RESET },
        { modelId: "gemini-3-flash", remainingFraction: null },
      ],
    },
    { windows: [window("Pro", 75)] },
  ],
  [
    "zai",
    {
      success: true,
      data: {
        planName: "GLM Pro",
        limits: [
          { type: "TOKENS_LIMIT", percentage: 42, unit: 3, number: 5, nextResetTime: RESET_MS },
          { type: "TOKENS_LIMIT", percentage: 7, unit: 1, number: 7, nextResetTime: RESET_MS },
          { type: "TIME_LIMIT", percentage: 3, unit: 5, number: 1, nextResetTime: RESET_MS },
        ],
      },
    },
    { plan: "GLM Pro", windows: [window("5h", 42), window("Week", 7), window("Tools", 3)] },
  ],
  ["zai", { success: false, code: 1001, msg: "no plan" }, { refusal: "no plan" }],
  [
    "minimax",
    {
      base_resp: { status_code: 0 },
      model_remains: [
        {
          model_name: "MiniMax-M2",
          start_time: RESET_MS - 5 * 3_600_000,
          end_time: RESET_MS,
          current_interval_total_count: 1500,
          current_interval_usage_count: 1200,
          current_weekly_total_count: 0,
          current_weekly_usage_count: 0,
        },
      ],
    },
    { windows: [window("5h", 20)] },
  ],
  [
    "minimax-portal",
    {
      model_remains: [
        { model_name: "general", current_interval_remaining_percent: 93, current_weekly_remaining_percent: 40 },
        { model_name: "video", current_interval_total_count: 5, current_interval_usage_count: 5 },
      ],
    },
    { windows: [window("general 5h", 7, null), window("general Week", 60, null), window("video 5h", 0, null)] },
  ],
  ["minimax", { base_resp: { status_code: 1004, status_msg: "login fail" } }, { refusal: "login fail" }],
  [
    "kimi-coding",
    {
      usage: { limit: "100", remaining: "74", resetTime: RESET },
      limits: [
        {
          window: { duration: 300, timeUnit: "TIME_UNIT_MINUTE" },
          detail: { limit: "20", used: "5", resetTime: RESET },
        },
      ],
    },
    { windows: [window("5h", 25), window("Week", 26)] },
  ],
  ["synthetic", { subscription: { limit: 135, requests: 27, renewsAt: RESET } }, { windows: [window("Requests", 20)] }],
  [
    "synthetic",
    {
      rollingFiveHourLimit: { remaining: 300, max: 400, nextTickAt: RESET },
      weeklyTokenLimit: { percentRemaining: 90, nextRegenAt: RESET },
    },
    { windows: [window("5h", 25), window("Week", 10)] },
  ],
  [
    "chutes",
    { four_hour: { usage: 0.5, cap: 10, reset_at: RESET }, monthly: { usage: 3, cap: 0 } },
    { windows: [window("4h", 5)] },
  ],
  [
    "opencode-go",
    { usage: { rolling: { percent: 15, resetsAt: RESET }, weekly: { percent: 40 }, monthly: {} } },
    { windows: [window("5h", 15), window("Week", 40, null)] },
  ],
  ["xai", { config: { creditUsagePercent: 25, currentPeriod: { end: RESET } } }, { windows: [window("Credits", 25)] }],
  [
    "openrouter",
    { data: { label: "sk-or-v1-abc", limit: 20, limit_remaining: 12.4, usage: 7.6, is_free_tier: false } },
    { windows: [], balances: [{ label: "Key", currency: "USD", left: 12.4, used: 7.6, limit: 20 }] },
  ],
  [
    "openrouter",
    { data: { limit: null, limit_remaining: null, usage: 3.2, is_free_tier: true } },
    { plan: "free", windows: [], balances: [{ label: "Key", currency: "USD", used: 3.2 }] },
  ],
  [
    "deepseek",
    {
      is_available: true,
      balance_infos: [
        { currency: "CNY", total_balance: "110.00", granted_balance: "10.00", topped_up_balance: "100.00" },
        { currency: "USD", total_balance: "" },
      ],
    },
    { windows: [], balances: [{ label: "Balance", currency: "CNY", left: 110 }] },
  ],
  [
    "moonshot",
    { data: { available_balance: 49.58894, voucher_balance: 46.58893, cash_balance: 3.00001 } },
    { windows: [], balances: [{ label: "Balance", currency: "USD", left: 49.58894 }] },
  ],
  [
    "vercel-ai-gateway",
    { balance: "95.50", total_used: "4.50" },
    { windows: [], balances: [{ label: "Balance", currency: "USD", left: 95.5 }] },
  ],
])("%s: what is used of each window, and no window for what is unknown", (provider, body, usage) => {
  expect<unknown>(read(provider, body)).toEqual(usage);
});
