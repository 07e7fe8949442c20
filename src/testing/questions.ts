import { authStore, withConfig } from "./cli.ts";
import { NOW, type World } from "./env.ts";
import { entry, listOf, openRouter, SEES } from "./openrouter.ts";
import { GRANTED, inClear, inKeyring, withProfile } from "./renewal.ts";

const profile = (type: string, more: object) => ({ type, provider: "anthropic", ...more });
/** A world with something of everything. */
export const full = withConfig(
  {
    agent: {},
    agents: {
      defaults: {
        model: { primary: "opus", fallbacks: ["acme/big", "nobody/nothing", "gtp"] },
        imageModel: { primary: "ollama/llama3", fallbacks: ["openai/gpt-5.2"] },
        models: { "anthropic/claude-opus-4-6": { alias: "opus" }, "acme/big": {} },
      },
      list: [{ id: "main" }, { id: "work", model: "acme/big" }],
    },
    models: {
      providers: {
        acme: {
          baseUrl: "https://acme.example",
          apiKey: { source: "exec", provider: "x", id: "y" },
          models: [{ id: "big" }],
        },
      },
    },
    auth: { profiles: { "anthropic:me": { provider: "anthropic", mode: "oauth", email: "me@example.com" } } },
  },
  {
    variables: {
      OPENAI_API_KEY: "sk-proj-abcdefghijklmnopqrst",
      DEEPSEEK_API_KEY: "unused",
      OPENCLAW_LOAD_SHELL_ENV: "1",
    },
    files: authStore({
      profiles: {
        "anthropic:me": profile("oauth", { access: "a", refresh: "r", expires: NOW - 1, email: "me@example.com" }),
        "anthropic:token": profile("token", { token: "t", expires: NOW + 1 }),
        "anthropic:key": profile("api_key", { keyRef: { source: "exec", provider: "keyring", id: "main/key" } }),
      },
      usageStats: {
        "anthropic:key": { disabledUntil: NOW + 1, disabledReason: "billing" },
        "gone:me": { cooldownUntil: NOW + 1 },
      },
    }),
  },
);
export const database: World = {
  databases: {
    "~/.openclaw/agents/main/agent/openclaw-agent.sqlite": {
      auth_profile_store: JSON.stringify({ profiles: { "anthropic:me": profile("api_key", { key: "k" }) } }),
    },
  },
};
export const brokenConfig = withConfig("{ agents: { defaults: } }");
export const brokenStore = { files: { "~/.openclaw/agents/main/agent/auth-profiles.json": "{" } };

/** An api.json of models.dev, in which a model costs and holds something else. */
const MODELS_DEV = JSON.stringify({
  openai: { models: { "gpt-5.2": { id: "gpt-5.2", limit: { context: 1 }, cost: { input: 1, output: 2 } } } },
});
/** A network with OpenRouter alone in it. */
const online: World = {
  http: openRouter(
    listOf(entry("a/words:free"), entry("b/eyes:free", SEES), entry("c/gone:free", { expiration_date: "2026-01-01" })),
  ),
  variables: { OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" },
};

/** What each built command is asked, by its name: documents with data and empty ones. */
export const ANSWERS: Readonly<Record<string, readonly [line: string, world: World][]>> = {
  "models status": [
    ["models status", full],
    ["models status --agent work --warn-within 1w", full],
    ["models --check", database],
    ["models status", {}],
  ],
  "models list": [
    ["models list", full],
    ["models list --all --provider openrouter", full],
    ["models list", {}],
    ["models list --local", {}],
  ],
  "models scan": [
    ["models scan", online],
    ["models scan --no-probe", online],
    ["models scan --yes --set-default --set-image", { ...full, ...online }],
    ["models scan --recheck", online],
    [
      "models scan --recheck --yes --dry-run",
      withConfig(
        { agents: { defaults: { model: { fallbacks: ["openrouter/b/eyes:free", "openrouter/c/gone:free"] } } } },
        online,
      ),
    ],
  ],
  "models explain": [
    ["models explain opus", full],
    ["models explain acme/big", full],
    ["models explain llama3", full],
    ["models explain anthropic/claude-opus-4-66", {}],
  ],
  "models aliases list": [
    ["models aliases list", full],
    ["models aliases list", {}],
  ],
  "models fallbacks list": [
    ["models fallbacks list", full],
    ["models fallbacks list --agent work", full],
    ["models fallbacks list", {}],
  ],
  "models image-fallbacks list": [
    ["models image-fallbacks list", full],
    ["models image-fallbacks list", {}],
  ],
  "models refresh": [
    ["models refresh --from api.json", { files: { "/cwd/api.json": MODELS_DEV } }],
    ["models refresh --from api.json", { ...full, files: { ...full.files, "/cwd/api.json": MODELS_DEV } }],
  ],
  "models auth paste-token": [
    ["models auth paste-token --provider anthropic --expires-in 30", { input: "tok-0123456789" }],
    ["models auth paste-token --provider anthropic --store file", { input: "tok-0123456789" }],
  ],
  "models auth paste-api-key": [["models auth paste-api-key --provider groq", { input: "gsk_0123456789abcdef" }]],
  "models auth add": [["models auth add", { answers: ["groq", "api-key", "groq:w", "gsk_0123456789abcdef"] }]],
  "models auth login": [["models auth login --provider groq", { input: "gsk_0123456789abcdef" }]],
  "models auth audit": [
    ["models auth audit", full],
    ["models auth audit --keyring", {}],
  ],
  "models auth list": [
    ["models auth list", full],
    ["models auth list", {}],
    ["models auth list", database],
  ],
  "models auth order get": [
    ["models auth order get --provider anthropic", full],
    ["models auth order get --provider anthropic", {}],
  ],
  "models auth order set": [["models auth order set --provider anthropic anthropic:me", full]],
  "models auth order clear": [["models auth order clear --provider anthropic", full]],
  "models auth refresh": [
    ["models auth refresh chutes:me", withProfile(inClear(), GRANTED)],
    ["models auth refresh chutes:me", withProfile(inKeyring(), GRANTED)],
  ],
  "models auth logout": [
    ["models auth logout anthropic:me --yes", full],
    ["models auth logout anthropic:me --dry-run", full],
  ],
  "models auth migrate": [
    ["models auth migrate --yes", full],
    ["models auth migrate --dry-run", {}],
  ],
  "models auth setup-token": [["models auth setup-token", { input: `sk-ant-oat01-${"a".repeat(80)}` }]],
  completion: [
    ["completion bash", {}],
    ["completion", { variables: { SHELL: "/bin/zsh" } }],
    ["completion fish --install", {}],
    ["completion bash --install --rc", {}],
    ["completion bash --uninstall", {}],
  ],
  "plugins list": [
    ["plugins list", full],
    ["plugins list", {}],
  ],
};
