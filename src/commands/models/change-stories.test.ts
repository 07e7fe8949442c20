import { describe, expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv } from "../../testing/env.ts";

/** Troubles that people had with OpenClaw and reported there; none of them may come back here. */

/** Runs a command and keeps what the config says afterwards. */
async function change(line: string, config: unknown) {
  const { env, stdout, stderr, files } = createFakeEnv(withConfig(config));
  const code = await run(line.split(" "), env);
  const text = String(files.get(`${HOME}/.openclaw/openclaw.json`));
  return { code, stdout: stdout(), stderr: stderr(), text, config: Bun.JSON5.parse(text) as unknown };
}

const models = (map: object, more: object = {}) => ({ agents: { defaults: { models: map, ...more } } });

describe("aliases", () => {
  const sonnet = models({ "anthropic/claude-sonnet-4-6": { alias: "sonnet" }, "openai/gpt-5.2": {} });

  test("`set sonnet` writes what the alias stands for, not openai/sonnet (openclaw#68390)", async () => {
    const { code, stdout, config } = await change("models set sonnet", { ...sonnet });
    expect(code).toBe(0);
    expect(stdout).toStartWith("✓ the default model is now anthropic/claude-sonnet-4-6 (alias sonnet)\n");
    expect(config).toEqual({
      agents: { defaults: { ...sonnet.agents.defaults, model: { primary: "anthropic/claude-sonnet-4-6" } } },
    });
  });

  test("a built-in alias, which stands in no file, is an alias for `set` too (openclaw#83233)", async () => {
    const builtIn = models({ "anthropic/claude-sonnet-4-5": {} }, { model: "openai/gpt-5.2" });
    const { config } = await change("models set sonnet", builtIn);
    const model = { primary: "anthropic/claude-sonnet-4-5" };
    expect(config).toEqual({ agents: { defaults: { ...builtIn.agents.defaults, model } } });
  });

  test("a map key without a provider does not turn its `alias` into a model of another provider (openclaw#88218)", async () => {
    const reversed = {
      ...models({ nemotron: { alias: "nemotron-bolt/nemotron-3-super-120b" } }),
      models: {
        providers: { "nemotron-bolt": { baseUrl: "http://127.0.0.1:1/v1", models: [{ id: "nemotron-3-super-120b" }] } },
      },
    };
    const { code, document } = await cliJson(
      "models set nemotron-bolt/nemotron-3-super-120b --dry-run",
      withConfig(reversed),
    );
    expect({ code, model: document["model"] }).toEqual({
      code: 0,
      model: { ref: "nemotron-bolt/nemotron-3-super-120b", via: "reference", alias: null },
    });
  });

  test("a bare word that nobody knows never becomes a model of some provider (of the family of openclaw#112289)", async () => {
    for (const command of ["set", "set-image", "fallbacks add", "image-fallbacks add", "aliases add x"]) {
      const { code, text } = await change(`models ${command} sonet`, JSON.stringify(sonnet));
      expect([command, code, text]).toEqual([command, 66, JSON.stringify(sonnet)]);
    }
  });

  test("an explicit reference stands when its model has an alias like its id's stem (openclaw#82680)", async () => {
    const stem = models({ "openai-codex/gpt-5.5": { alias: "gpt5" }, "openai/gpt-5.2": { alias: "codex" } });
    const providers = { "openai-codex": { baseUrl: "http://127.0.0.1:1/v1", models: [{ id: "gpt-5.5" }] } };
    const { document } = await cliJson(
      "models set openai-codex/gpt-5.5 --dry-run",
      withConfig({ ...stem, models: { providers } }),
    );
    expect(document["model"]).toEqual({ ref: "openai-codex/gpt-5.5", via: "reference", alias: null });
    expect(document["notes"]).toEqual([]);
  });

  test("an alias with a slash never takes the place of an explicit reference, nor can it be added (openclaw#154708)", async () => {
    const hijack = models({ "groq/llama-3.3-70b-versatile": { alias: "openai/gpt-5.2" } });
    const { document } = await cliJson("models set openai/gpt-5.2 --dry-run", withConfig(hijack));
    expect(document["model"]).toEqual({ ref: "openai/gpt-5.2", via: "reference", alias: null });
    const added = await change("models aliases add openai/gpt-5.2 groq/llama-3.3-70b-versatile", "{}");
    expect([added.code, added.text]).toEqual([64, "{}"]);
  });
});

describe("agents", () => {
  const config = `{ agents: { defaults: { model: "openai/gpt-5.2", imageModel: "openai/gpt-5.2" }, list: [{ id: "work" }] } }`;

  test.each(["--agent work set openai/gpt-5.1", "set openai/gpt-5.1 --agent work"])(
    "`models %s` never overwrites the default of all agents (openclaw#68391)",
    async (line) => {
      const { text } = await change(`models ${line}`, config);
      expect(text).toBe(config.replace('id: "work"', 'id: "work", model: { primary: "openai/gpt-5.1" }'));
    },
  );

  test.each(["--agent work fallbacks add openai/gpt-5.1", "fallbacks add openai/gpt-5.1 --agent work"])(
    "`models %s` never edits the fallbacks of all agents (openclaw#106346)",
    async (line) => {
      const { text } = await change(`models ${line}`, config);
      expect(text).toBe(config.replace('id: "work"', 'id: "work", model: { fallbacks: ["openai/gpt-5.1"] }'));
    },
  );

  test("after `set` the agents that keep their own are named, with the command for each (openclaw#51251)", async () => {
    const own = { agents: { list: [{ id: "a", model: "groq/x" }, { id: "b" }], entries: { c: { model: "groq/y" } } } };
    const { document } = await cliJson("models set openai/gpt-5.2", withConfig(own));
    expect(document["overrides"]).toEqual([
      { agentId: "a", model: "groq/x", command: "openclaw models set <model> --agent a" },
      { agentId: "c", model: "groq/y", command: "openclaw models set <model> --agent c" },
    ]);
  });
});

describe("typing errors and new models", () => {
  test("a mistyped provider is refused and nothing is written (openclaw#20522, openclaw#24243)", async () => {
    const { code, stderr, text } = await change("models set opneai/gpt-5.2", "{}");
    expect([code, text]).toEqual([66, "{}"]);
    expect(stderr).toBe("error: nobody knows the provider `opneai`\nhint: did you mean `openai`?\n");
  });

  test("a mistyped model of a known provider is taken, with three suggestions at most (openclaw#99378)", async () => {
    const { code, stderr } = await change("models set anthropic/claude-opus-46", "{}");
    expect([code, (stderr.match(/`/g) ?? []).length <= 6]).toEqual([0, true]);
    expect(stderr).toStartWith("warning: anthropic/claude-opus-46 is not in the catalog; did you mean `");
  });

  test("a model that is newer than the catalog can be set, in silence with --force (openclaw#5241)", async () => {
    const { code, stderr, config } = await change("models set openrouter/brand/new-model:free --force", "{}");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(config).toEqual({ agents: { defaults: { model: { primary: "openrouter/brand/new-model:free" } } } });
  });
});

describe("fallbacks and `set` leave each other alone", () => {
  test.each([["{}"], ['{"agents":{"defaults":{"model":"openai/gpt-5.2"}}}'], ['{"agents":{"defaults":{"model":{}}}}']])(
    "adding a fallback to %s makes no list that blocks the primary (openclaw#20265)",
    async (config) => {
      const { text } = await change("models fallbacks add groq/llama-3.3-70b-versatile", config);
      const primary = (await cli("models status --plain", withConfig(text))).stdout.trim();
      for (const ref of [primary, "groq/llama-3.3-70b-versatile", "xai/grok-4"]) {
        const { document } = await cliJson(`models explain ${ref}`, withConfig(text));
        expect([ref, document["mayBeChosen"]]).toEqual([ref, true]);
      }
    },
  );

  test("a fallback beside aliases can be chosen as they can (openclaw#29564)", async () => {
    const { text } = await change(
      "models fallbacks add xai/grok-4 --force",
      models({ "openai/gpt-5.2": { alias: "a" } }),
    );
    const { document } = await cliJson("models explain xai/grok-4", withConfig(text));
    expect(document["mayBeChosen"]).toBe(true);
  });

  test("`set` keeps the fallbacks, byte for byte (openclaw#92333)", async () => {
    const config =
      '{ agents: { defaults: { model: { fallbacks: [ "a/x",\t"b/y" ], primary: "a/z", timeoutMs: 5 } } } }';
    expect((await change("models set openai/gpt-5.2", config)).text).toBe(config.replace("a/z", "openai/gpt-5.2"));
  });

  test("the string form gets room for fallbacks and keeps its model (openclaw#80953, openclaw#79369)", async () => {
    const config = '{ agents: { defaults: { model: "openai/gpt-5.2" /* mine */ } } }';
    expect((await change("models fallbacks add xai/grok-4 --force", config)).text).toBe(
      config.replace('"openai/gpt-5.2"', '{ primary: "openai/gpt-5.2", fallbacks: ["xai/grok-4"] }'),
    );
  });
});
