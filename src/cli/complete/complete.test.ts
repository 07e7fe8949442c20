import { expect, test } from "bun:test";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { authStore, withConfig } from "../../testing/cli.ts";
import { complete } from "./complete.ts";

const CONFIG = {
  agents: {
    defaults: {
      model: { primary: "fast", fallbacks: ["openai/gpt-5.2", "corp/big"] },
      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["google/gemini-3-flash-preview"] },
      models: { "groq/llama-3.3-70b-versatile": { alias: "fast" }, "anthropic/claude-opus-4-6": {} },
    },
    list: [
      { id: "main", default: true },
      { id: "work", name: "Work", model: { primary: "openai/gpt-5.2", fallbacks: ["corp/big"] } },
    ],
  },
  models: { providers: { corp: { baseUrl: "https://llm.corp.example/v1", models: [{ id: "big" }, { id: "small" }] } } },
  auth: { profiles: { "xai:new": { provider: "xai", mode: "api_key" } } },
};
const STORE = authStore({
  profiles: {
    "groq:a": { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" },
    "groq:old": { type: "token", provider: "groq", token: "t", expires: 1 },
    "openai:plan": { type: "oauth", provider: "openai", access: "a", refresh: "r", expires: 1 },
    "anthropic:t": { type: "token", provider: "anthropic", token: "t", expires: 1_770_724_800_000 + 3 * 86_400_000 },
    "qwen:none": { type: "api_key", provider: "qwen" },
  },
});
const WORLD: World = withConfig(CONFIG, { files: STORE });

/** What fish is told: the kind, then a value with its description a line. */
async function ask(line: string, world: World = WORLD): Promise<string[]> {
  const { env, stdout, stderr } = createFakeEnv(world);
  await complete(["fish", "--", ...line.split(" ")], env);
  expect(stderr()).toBe("");
  return stdout().split("\n").slice(1, -1);
}
const valuesOf = async (line: string, world?: World) => (await ask(line, world)).map((row) => row.split("\t")[0]);

test("groups and commands come with what they do", async () => {
  expect(await ask("")).toEqual([
    "models\tWhich model answers, its fallbacks, aliases and credentials",
    "plugins\tProviders that are built in",
    "secrets\tLend OpenClaw the secrets of the keyring (planned)",
    "completion\tComplete names in bash, zsh and fish with TAB",
  ]);
  expect(await valuesOf("models fallbacks ")).toEqual(["list", "add", "remove", "clear", "move"]);
});

test.each([
  ["models se", "set", "set-image"],
  ["models auth login", "login", "login-github-copilot"],
  ["models list --provider opena", "openai", "openai-codex"],
])("at %j the shorter name comes first, and the longer one waits for its hyphen", async (line, short, long) => {
  const fitting = (values: (string | undefined)[]) => values.filter((value) => value === short || value === long);
  expect(fitting(await valuesOf(line))).toEqual([short]);
  expect(fitting(await valuesOf(`${line.slice(0, line.lastIndexOf(" "))} ${short}-`))).toEqual([short, long]);
});

test("options stand once, lists again, and none that another one excludes", async () => {
  const options = await valuesOf("models status --plain --probe-profile groq:a -");
  expect(options).toContain("--probe-profile");
  expect(options).toContain("--no-color");
  expect(options).not.toContain("--plain");
  expect(options).not.toContain("--json");
  expect(options).not.toContain("--probe");
});

test("where no more words may follow, an empty word offers the options", async () => {
  expect(await valuesOf("models set fast ")).toContain("--dry-run");
  expect(await valuesOf("models set fast x")).toEqual([]);
  expect(await valuesOf("models set fast -- ")).toEqual([]);
});

test("a model: aliases, what is chosen, what the config describes", async () => {
  expect(await ask("models set ")).toEqual([
    "fast\tgroq/llama-3.3-70b-versatile",
    "opus\tanthropic/claude-opus-4-6",
    "openai/gpt-5.2\tGPT-5.2, 400k, $1.75/$14",
    "corp/big\t",
    "google/gemini-3-flash-preview\tGemini 3 Flash Preview, 1.05M, $0.5/$3",
    "groq/llama-3.3-70b-versatile\tLlama 3.3 70B, 131k, $0.59/$0.79",
    "anthropic/claude-opus-4-6\tClaude Opus 4.6, 1M, $5/$25",
    "corp/small\t",
  ]);
});

test("a model of the catalog: where nothing of the config begins like the word, or behind a slash", async () => {
  const cerebras = await valuesOf("models set cere");
  expect(cerebras).toContain("cerebras/gpt-oss-120b");
  expect(await valuesOf("models set anthropic/claude-o")).not.toContain("anthropic/claude-opus-4-5");
  expect(await valuesOf("models set anthropic/")).toContain("anthropic/claude-opus-4-5");
});

test("too many models are offered provider by provider, then maker by maker", async () => {
  const providers = await ask("models set openr");
  expect(providers).toContain(`openrouter/\t${await amountOf("openrouter")} models`);
  const makers = await valuesOf("models set openrouter/");
  expect(makers).toContain("openrouter/anthropic/");
  expect(makers.length).toBeLessThan(120);
  expect((await valuesOf("models set openrouter/anthropic/")).length).toBeGreaterThan(3);
});

async function amountOf(provider: string): Promise<number> {
  const { embeddedCatalog } = await import("../../catalog/embedded.ts");
  return (await embeddedCatalog()).counts(provider).get(provider) ?? 0;
}

test("thousands of the config's own models are offered provider by provider", async () => {
  const models = Array.from({ length: 150 }, (_, index) => ({ id: `m${index}` }));
  const world = withConfig({ models: { providers: { bulk1: { models }, bulk2: { models } } } });
  expect(await ask("models set bulk", world)).toEqual(["bulk1/\t150 models", "bulk2/\t150 models"]);
  expect((await valuesOf("models set bulk1/m1", world)).length).toBe(61);
});

test("with `replace` only the config's own models exist", async () => {
  const world = withConfig({ models: { mode: "replace", providers: { corp: { models: [{ id: "big" }] } } } });
  expect(await valuesOf("models set ", world)).toEqual(["corp/big"]);
  expect(await valuesOf("models set groq/", world)).toEqual([]);
});

test.each<[string, string[]]>([
  ["models aliases remove ", ["fast\tgroq/llama-3.3-70b-versatile", "opus\tanthropic/claude-opus-4-6"]],
  ["models fallbacks remove ", ["openai/gpt-5.2\tGPT-5.2, 400k, $1.75/$14", "corp/big\t"]],
  ["models fallbacks remove --agent work ", ["corp/big\t"]],
  ["models image-fallbacks move ", ["google/gemini-3-flash-preview\tGemini 3 Flash Preview, 1.05M, $0.5/$3"]],
  ["models status --agent ", ["main\tdefault", "work\tWork, openai/gpt-5.2"]],
  [
    "models auth logout ",
    [
      "xai:new\tnot stored",
      "groq:a\tAPI key",
      "groq:old\ttoken, expired",
      "openai:plan\tOAuth",
      "anthropic:t\ttoken, for 3d",
      "qwen:none\tAPI key, incomplete",
    ],
  ],
  ["models auth order set --provider groq ", ["groq:a\tAPI key", "groq:old\ttoken, expired"]],
  ["models auth order set --provider groq groq:a ", ["groq:old\ttoken, expired"]],
  [
    "models auth login --provider openai-codex --method ",
    ["oauth\tChatGPT sign-in", "device-code\tChatGPT device pairing"],
  ],
  ["models auth login --provider openai --method ", ["api-key\tAPI key"]],
  ["models auth login --provider google-gemini-cli --method ", []],
  ["completion ", ["bash\tThe script of bash", "zsh\tThe script of zsh", "fish\tThe script of fish"]],
  [
    "models auth add --store ",
    ["keyring\tThe keyring of the operating system", "file\tA plain file that only you can read"],
  ],
  [
    "models status --probe-profile groq:a,xai",
    ["xai:new", "groq:old", "openai:plan", "anthropic:t", "qwen:none"].map((id) => `groq:a,${id}`),
  ],
  ["help models fallbacks ", ["list", "add", "remove", "clear", "move"]],
  ["help models set ", []],
  ["nope ", []],
  ["models nope ", []],
  ["models aliases add ", []],
  ["models status --warn-within ", []],
  ["models status --nope=", []],
  ["models status --json=", []],
])("%j offers %j", async (line, rows) => {
  const found = await ask(line);
  const first = rows[0] ?? "";
  expect(first.includes("\t") ? found : found.map((row) => row.split("\t")[0] ?? "")).toEqual(rows);
});

test("providers: of the config, built in, of the catalog alone", async () => {
  const rows = await ask("models list --provider ");
  expect(rows).toContain("corp\t2 models of your config");
  expect(rows).toContain("groq\tGroq");
  expect(await valuesOf("models list --provider=")).toContain("--provider=groq");
  expect(rows.find((row) => row.startsWith("302ai\t"))).toMatch(/^302ai\t\d+ models$/);
});

test("where a file may stand, the shell completes it by itself", async () => {
  const { env, stdout } = createFakeEnv(WORLD);
  await complete(["fish", "--", "models", "refresh", "--from", ""], env);
  expect(stdout()).toBe("files\n");
});

test("a profile of OpenClaw's own options chooses the state directory", async () => {
  const files = { "~/.openclaw-work/openclaw.json": JSON.stringify({ agents: { list: [{ id: "other" }] } }) };
  expect(await valuesOf("--profile work models status --agent ", { files })).toEqual(["other"]);
  expect(await valuesOf("models status --agent ", { files })).toEqual(["main"]);
});

test("a thousand profiles are offered by their beginnings", async () => {
  const profiles = Object.fromEntries(
    Array.from({ length: 1000 }, (_, n) => [`groq:${n}`, { type: "api_key", provider: "groq", key: "k" }]),
  );
  const world = withConfig({}, { files: authStore({ profiles }) });
  expect(await ask("models auth logout ", world)).toEqual(["groq:\t1000 profiles"]);
  expect((await valuesOf("models auth logout groq:12", world)).length).toBe(11);
});
