import { expect, test } from "bun:test";
import { cliJson, withConfig } from "../../testing/cli.ts";

const world = withConfig(
  {
    agents: {
      defaults: {
        model: { primary: "opus", fallbacks: ["openai/gpt-5.2", "ollama/llama3"] },
        imageModel: { primary: "openai/gpt-5.2", fallbacks: ["anthropic/claude-opus-4-6"] },
        models: { "anthropic/claude-opus-4-6": {}, "openai/gpt-5.2": { alias: "work" } },
      },
    },
  },
  {
    variables: {
      ANTHROPIC_API_KEY: "sk-ant-api03-abcdefghijklmnopqrstuvwx",
      OPENAI_API_KEY: "short",
    },
  },
);

test("the JSON document says what is configured, as written and as resolved", async () => {
  const { code, document } = await cliJson("models status", world);
  const { auth: _auth, chain: _chain, problems, warnings, ...rest } = document;
  expect(code).toBe(0);
  expect([problems, warnings]).toEqual([[], []]);
  expect(rest).toEqual({
    schemaVersion: 1,
    home: "/home/me",
    configPath: "/home/me/.openclaw/openclaw.json",
    configExists: true,
    agentId: "main",
    agentDir: "/home/me/.openclaw/agents/main/agent",
    defaultModel: "opus",
    resolvedDefault: "anthropic/claude-opus-4-6",
    fallbacks: ["openai/gpt-5.2", "ollama/llama3"],
    imageModel: "openai/gpt-5.2",
    imageFallbacks: ["anthropic/claude-opus-4-6"],
    modelConfig: { defaultSource: "defaults", fallbacksSource: "defaults" },
    aliases: { opus: "anthropic/claude-opus-4-6", work: "openai/gpt-5.2" },
    allowed: ["anthropic/claude-opus-4-6", "openai/gpt-5.2"],
    answering: {
      ref: "anthropic/claude-opus-4-6",
      role: "default",
      credential: "ANTHROPIC_API_KEY sk-ant-api03-…uvwx",
    },
    unknownConfigKeys: [],
  });
});

test("the JSON document of an empty home has every field, and names what is missing", async () => {
  const { code, document } = await cliJson("models status");
  expect(code).toBe(0);
  expect(Object.keys(document)).toEqual(Object.keys((await cliJson("models status", world)).document));
  expect(document["answering"]).toBeNull();
  expect(document["auth"]).toEqual({
    storePath: "/home/me/.openclaw/agents/main/agent/auth-profiles.json",
    storeKind: "json",
    storeExists: false,
    ignoredProfiles: [],
    shellEnvFallback: { enabled: false, appliedKeys: [] },
    providersWithOAuth: [],
    missingProvidersInUse: ["anthropic"],
    providers: [],
    unused: [],
    unusableProfiles: [],
    usage: [],
    oauth: {
      warnAfterMs: 86_400_000,
      profiles: [],
      providers: [{ provider: "anthropic", status: "missing", profiles: [] }],
    },
  });
});

test("an alias as the default resolves, and the chain says how", async () => {
  const { document } = await cliJson("models status", world);
  const chain = document["chain"] as Record<string, unknown>[];
  expect(chain.map(({ role, position, raw, ref, via }) => [role, position, raw, ref, via])).toEqual([
    ["default", 1, "opus", "anthropic/claude-opus-4-6", "alias"],
    ["fallback", 1, "openai/gpt-5.2", "openai/gpt-5.2", "reference"],
    ["fallback", 2, "ollama/llama3", "ollama/llama3", "reference"],
    ["image", 1, "openai/gpt-5.2", "openai/gpt-5.2", "reference"],
    ["image-fallback", 1, "anthropic/claude-opus-4-6", "anthropic/claude-opus-4-6", "reference"],
  ]);
});
