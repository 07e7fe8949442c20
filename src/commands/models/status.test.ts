import { expect, test } from "bun:test";
import { cli, withConfig } from "../../testing/cli.ts";

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
      DEEPSEEK_API_KEY: "unused-unused-unused",
    },
  },
);
const uncoloured = { ...world, columns: 60, variables: { ...world.variables, NO_COLOR: "1" } };

test("a person sees who answers, what comes after it, and with which credentials", async () => {
  const { code, stdout, stderr } = await cli("models status", world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "✓ anthropic/claude-opus-4-6 answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx

    Model           ✓ anthropic/claude-opus-4-6     opus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx
    Fallbacks       ✓ 1. openai/gpt-5.2             work · 400k · $1.75/$14 · OPENAI_API_KEY
                    ✓ 2. ollama/llama3              local · no key needed
    Image model     ✓ openai/gpt-5.2                work · 400k · $1.75/$14 · OPENAI_API_KEY
    Image fallbacks ✓ 1. anthropic/claude-opus-4-6  opus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx

    Credentials as they stand here; the providers were not asked
    anthropic  • ANTHROPIC_API_KEY  sk-ant-api03-…uvwx · from a variable
    openai     • OPENAI_API_KEY     from a variable
    Also set, though no model here needs them: deepseek (DEEPSEEK_API_KEY)

    Agent   main · 2 aliases · 2 models may be chosen
    Config  ~/.openclaw/openclaw.json
    Store   ~/.openclaw/agents/main/agent/auth-profiles.json (not there)
    "
  `);
});

test("in a narrow terminal the details go below their model", async () => {
  const { stdout } = await cli("models status", uncoloured);
  expect(stdout.split("\n\n")[1]).toMatchInlineSnapshot(`
    "Model           ✓ anthropic/claude-opus-4-6
                      opus · 1M · $5/$25 · ANTHROPIC_API_KEY
                      sk-ant-api03-…uvwx
    Fallbacks       ✓ 1. openai/gpt-5.2
                      work · 400k · $1.75/$14 · OPENAI_API_KEY
                    ✓ 2. ollama/llama3
                      local · no key needed
    Image model     ✓ openai/gpt-5.2
                      work · 400k · $1.75/$14 · OPENAI_API_KEY
    Image fallbacks ✓ 1. anthropic/claude-opus-4-6
                      opus · 1M · $5/$25 · ANTHROPIC_API_KEY
                      sk-ant-api03-…uvwx"
  `);
});

test("colour marks what works, and is never all that does", async () => {
  const { stdout } = await cli("models status", { ...world, columns: 120 });
  expect(stdout.replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
    "␛[32m✓␛[39m ␛[1manthropic/claude-opus-4-6␛[22m answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx

    Model           ␛[32m✓␛[39m anthropic/claude-opus-4-6     ␛[2mopus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx␛[22m
    Fallbacks       ␛[32m✓␛[39m 1. openai/gpt-5.2             ␛[2mwork · 400k · $1.75/$14 · OPENAI_API_KEY␛[22m
                    ␛[32m✓␛[39m 2. ollama/llama3              ␛[2mlocal · no key needed␛[22m
    Image model     ␛[32m✓␛[39m openai/gpt-5.2                ␛[2mwork · 400k · $1.75/$14 · OPENAI_API_KEY␛[22m
    Image fallbacks ␛[32m✓␛[39m 1. anthropic/claude-opus-4-6  ␛[2mopus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx␛[22m

    ␛[1mCredentials␛[22m ␛[2mas they stand here; the providers were not asked␛[22m
    anthropic  ␛[36m•␛[39m ANTHROPIC_API_KEY  ␛[2msk-ant-api03-…uvwx · from a variable␛[22m
    openai     ␛[36m•␛[39m OPENAI_API_KEY     ␛[2mfrom a variable␛[22m
    ␛[2mAlso set, though no model here needs them:␛[22m ␛[2mdeepseek (DEEPSEEK_API_KEY)␛[22m

    ␛[2mAgent␛[22m   ␛[2mmain · 2 aliases · 2 models may be chosen␛[22m
    ␛[2mConfig␛[22m  ␛[2m~/.openclaw/openclaw.json␛[22m
    ␛[2mStore␛[22m   ␛[2m~/.openclaw/agents/main/agent/auth-profiles.json (not there)␛[22m
    "
  `);
  const { stdout: without } = await cli("models status --no-color", { ...world, columns: 120 });
  expect(Bun.stripANSI(stdout)).toBe(without);
});

test("where nothing is configured, the standard model lacks a credential and the files are named", async () => {
  const { code, stdout, stderr } = await cli("models status");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "✗ anthropic/claude-opus-4-6 cannot answer

    Model           ✗ anthropic/claude-opus-4-6  1M · $5/$25 · no credential

    Problems
    ✗ anthropic has no credential (the default)
      → \`openclaw models auth add --provider anthropic\`, or set ANTHROPIC_API_KEY

    Agent   main · 0 aliases · every model may be chosen
    Config  ~/.openclaw/openclaw.json (not there; nothing is configured)
    Store   ~/.openclaw/agents/main/agent/auth-profiles.json (not there)
    "
  `);
});

test("plain status is the reference of the default model, and nothing else", async () => {
  const plain = { code: 0, stdout: "anthropic/claude-opus-4-6\n", stderr: "" };
  expect(await cli("models status --plain", world)).toEqual(plain);
  expect(await cli("models status --plain")).toEqual(plain);
});

test("bare `models` is status, with its older spellings", async () => {
  expect(await cli("models", world)).toEqual(await cli("models status", world));
  expect(await cli("models --status-plain", world)).toEqual(await cli("models status --plain", world));
  expect(await cli("models --status-json", world)).toEqual(await cli("models status --json", world));
});

test("help says what --check means and shows it in an example", async () => {
  const { code, stdout, stderr } = await cli("models status --help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.slice(stdout.indexOf("Examples:"))).toMatchInlineSnapshot(`
    "Examples:
      openclaw models status
          Which model answers, and with which credential
      openclaw models status --check || echo 'sign in again'
          For cron and CI: 1 = missing or expired, 2 = expiring
      openclaw models status --json | jq -r .answering.ref
          The model that answers, for scripts
      openclaw models status --agent work
          As another agent sees it
      openclaw models status --probe
          Ask each provider for a real answer with each credential
      openclaw models status --usage
          How much of each plan is left, and until when
    "
  `);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "--check Exit 1 when a needed credential is missing or expired, 2 when one is expiring",
  );
});
