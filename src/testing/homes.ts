/** Homes that tests of the compiled program run in, as files by path. */

/** A config with something of everything that a read-only command looks at. */
export const FULL_CONFIG = `// kept by hand
{
  agents: {
    defaults: {
      model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["fast", "ollama/qwen3:14b", "corp/big-1"] },
      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["google/gemini-3-flash-preview"] },
      models: {
        "anthropic/claude-opus-4-6": {},
        "groq/llama-3.3-70b-versatile": { alias: "fast" },
        "openai/gpt-5.2": { alias: "GPT" },
      },
    },
    list: [{ id: "main", default: true }, { id: "work", model: "openai/gpt-5.2" }],
  },
  models: {
    providers: {
      corp: { baseUrl: "https://llm.corp.example/v1", apiKey: "\${CORP_KEY}", models: [{ id: "big-1", name: "Big One" }] },
    },
  },
}
`;

export const FULL_STORE = JSON.stringify({
  version: 1,
  profiles: {
    "anthropic:default": {
      type: "oauth",
      provider: "anthropic",
      access: "at-0123456789abcdef",
      refresh: "rt-0123456789abcdef",
      expires: 1,
    },
    "openai:work": { type: "api_key", provider: "openai", key: "sk-proj-0123456789abcdefghij" },
  },
});

export const FULL_HOME = {
  ".openclaw/openclaw.json": FULL_CONFIG,
  ".openclaw/agents/main/agent/auth-profiles.json": FULL_STORE,
};

export const FULL_VARIABLES = { CORP_KEY: "corp-0123456789abcdef", GROQ_API_KEY: "gsk_0123456789abcdefghij" };

/** Every built command that only reads, with the words that it needs. */
export const READING_COMMANDS: readonly (readonly string[])[] = [
  ["models"],
  ["models", "status"],
  ["models", "status", "--check"],
  ["models", "list"],
  ["models", "list", "--all", "--provider", "groq"],
  ["models", "explain", "fast"],
  ["models", "aliases", "list"],
  ["models", "fallbacks", "list"],
  ["models", "image-fallbacks", "list"],
  ["models", "auth", "list"],
  ["models", "auth", "audit"],
  ["models", "auth", "order", "get", "--provider", "openai"],
  ["plugins", "list"],
  ["completion", "bash"],
];

/** Names that shells find hard: blanks, quotes, colons, tildes, globs, other alphabets, and what would be a command. */
export const ODD_HOME = {
  ".openclaw/openclaw.json": JSON.stringify({
    agents: {
      defaults: {
        model: { primary: "corp/big", fallbacks: ["corp/kimi-k2:free", "groq/llama-3.3-70b-versatile"] },
        models: {
          "corp/big": { alias: "fast" },
          "corp/kimi-k2": {},
          "corp/kimi-k2:free": { alias: "my model" },
          "corp/~meta/llama": { alias: "\u00e9t\u00e9" },
          "corp/@cf/x": {},
          "corp/q[4]": {},
          "corp/it's": {},
          "evil/$(touch PWNED1)": {},
          "evil/`touch PWNED2`": { alias: "$(touch PWNED3)" },
        },
      },
      list: [{ id: "main", default: true }, { id: "work" }, { id: "ops" }],
    },
  }),
  ".openclaw/agents/main/agent/auth-profiles.json": JSON.stringify({
    version: 1,
    profiles: {
      "groq:default": { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" },
      "groq:work": { type: "token", provider: "groq", token: "t", expires: 1 },
      "google:me@example.com": { type: "api_key", provider: "google", key: "AIzaSy0123456789" },
    },
  }),
};
