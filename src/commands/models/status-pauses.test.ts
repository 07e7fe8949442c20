import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const HOUR = 3_600_000;
const KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwx";
const OPENAI_API_KEY = "sk-proj-abcdefghijklmnopqrst";

const billing = authStore({
  profiles: { "anthropic:a": { type: "api_key", provider: "anthropic", key: KEY } },
  usageStats: { "anthropic:a": { disabledUntil: NOW + 5 * HOUR, disabledReason: "billing" } },
});
const withFallback = (variables: Record<string, string>) =>
  withConfig(
    { agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["openai/gpt-5.2"] } } } },
    { files: billing, variables },
  );

test("profiles that OpenClaw set aside are named with the reason and the time that is left", async () => {
  const profile = { type: "api_key", provider: "anthropic", key: KEY };
  const files = authStore({
    profiles: { "anthropic:a": profile, "anthropic:b": profile, "anthropic:c": profile },
    usageStats: {
      "anthropic:a": { cooldownUntil: NOW + HOUR },
      "anthropic:b": { disabledUntil: NOW + 5 * HOUR, disabledReason: "billing" },
      "anthropic:c": { cooldownUntil: NOW - 1 },
    },
  });
  const { document } = await cliJson("models status", { files });
  expect(document["answering"]).toEqual({
    ref: "anthropic/claude-opus-4-6",
    role: "default",
    credential: "anthropic:c",
  });
  expect(document["auth"]).toMatchObject({
    unusableProfiles: [
      { profileId: "anthropic:a", provider: "anthropic", kind: "cooldown", until: NOW + HOUR, remainingMs: HOUR },
      {
        profileId: "anthropic:b",
        provider: "anthropic",
        kind: "disabled",
        reason: "billing",
        until: NOW + 5 * HOUR,
        remainingMs: 5 * HOUR,
      },
    ],
  });
  expect((document["problems"] as { message: string }[]).map(({ message }) => message)).toEqual([
    "OpenClaw set anthropic:a aside after failures; 1h to go",
    "OpenClaw set anthropic:b aside for billing; 5h to go",
  ]);
});

test("while the credential of the default is set aside, a fallback that can answer answers", async () => {
  const { code, document } = await cliJson("models status --check", withFallback({ OPENAI_API_KEY }));
  expect({ code, answering: document["answering"] }).toEqual({
    code: 0,
    answering: { ref: "openai/gpt-5.2", role: "fallback 1", credential: "OPENAI_API_KEY sk-proj-…qrst" },
  });
  expect(document["chain"]).toMatchObject([
    { ref: "anthropic/claude-opus-4-6", verdict: "ready", pausedMs: 5 * HOUR },
    { ref: "openai/gpt-5.2", verdict: "ready", pausedMs: null },
  ]);
  const { stdout } = await cli("models status", withFallback({ OPENAI_API_KEY }));
  expect(stdout.split("\n\nProblems")[0]).toMatchInlineSnapshot(`
    "! openai/gpt-5.2 answers with OPENAI_API_KEY sk-proj-…qrst, because anthropic/claude-opus-4-6 is set aside

    Model           ! anthropic/claude-opus-4-6  1M · $5/$25 · set aside for 5h
    Fallbacks       ✓ 1. openai/gpt-5.2          400k · $1.75/$14 · OPENAI_API_KEY sk-proj-…qrst"
  `);
});

test("where everything that could answer is set aside, the headline says for how long", async () => {
  const { document } = await cliJson("models status", withFallback({}));
  expect(document["answering"]).toMatchObject({ ref: "anthropic/claude-opus-4-6", role: "default" });
  const { stdout } = await cli("models status", withFallback({}));
  expect(stdout.split("\n\nProblems")[0]).toMatchInlineSnapshot(`
    "! anthropic/claude-opus-4-6 would answer, but OpenClaw sets its credential aside for 5h

    Model           ! anthropic/claude-opus-4-6  1M · $5/$25 · set aside for 5h
    Fallbacks       ✗ 1. openai/gpt-5.2          400k · $1.75/$14 · no credential"
  `);
});
