import { expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv } from "../../testing/env.ts";
import type { Config } from "../../schema/config.ts";

const GROQ = "groq/llama-3.3-70b-versatile";
const chain = {
  model: { primary: "openai/gpt-5.2", fallbacks: ["ollama/qwen3:14b"] },
  imageModel: "openai/gpt-5-mini",
};
type Defaults = NonNullable<NonNullable<Config["agents"]>["defaults"]>;
const agents = (defaults: Defaults) => ({ defaults, list: [{ id: "work", model: "google/gemini-3-pro-preview" }] });
const entries = (...refs: string[]) => Object.fromEntries(refs.map((ref) => [ref, {}]));
const NAMED = ["openai/gpt-5.2", "ollama/qwen3:14b", "openai/gpt-5-mini", "google/gemini-3-pro-preview"];
const migrated = { migrations: { modelPolicyAllowlist: true } };
const recent = { lastTouchedVersion: "2026.9.6" };

const CONFIGS: Readonly<Record<string, Config | undefined>> = {
  absent: undefined,
  empty: {},
  "an empty map": { agents: agents({ ...chain, models: {} }) },
  "a string": { agents: { defaults: { model: "openai/gpt-5.2" } } },
  "no map": { agents: agents(chain) },
  "a list": { agents: agents({ ...chain, models: entries(...NAMED) }) },
  migrated: { meta: migrated, agents: agents(chain) },
  "a migrated map": { meta: migrated, agents: agents({ ...chain, models: entries("xai/grok-4") }) },
  "a policy": { meta: migrated, agents: agents({ ...chain, modelPolicy: { allow: NAMED } }) },
  "2026.8.1": { meta: { lastTouchedVersion: "2026.8.1" }, agents: agents(chain) },
  "2026.7.35": { meta: { lastTouchedVersion: "2026.7.35" }, agents: agents(chain) },
  "2026.9.6, a list": { meta: recent, agents: agents({ ...chain, models: entries(...NAMED) }) },
};

const LINES = [
  `models set ${GROQ}`,
  `models set-image ${GROQ}`,
  `models aliases add quick ${GROQ}`,
  `models fallbacks add ${GROQ}`,
  `models image-fallbacks add ${GROQ}`,
];

async function after(line: string, config: Config | undefined): Promise<string> {
  const { env, files } = createFakeEnv(config === undefined ? {} : withConfig(config));
  expect(await run(line.split(" "), env)).toBe(0);
  return String(files.get(`${HOME}/.openclaw/openclaw.json`));
}

/** Models that the config names and that may not be chosen. */
async function refusedBy(config: string, named: readonly string[]): Promise<string[]> {
  const answers = named.map(async (ref) => {
    const { document } = await cliJson(`models explain ${ref}`, withConfig(config));
    return document["mayBeChosen"] === true ? [] : [ref];
  });
  return (await Promise.all(answers)).flat();
}

test.each(Object.keys(CONFIGS))("with %s every model that the config names can still be chosen", async (name) => {
  const config = CONFIGS[name];
  const named = config?.agents?.list === undefined ? (config?.agents ? ["openai/gpt-5.2"] : []) : NAMED;
  for (const line of LINES) {
    const text = await after(line, config);
    const status = await cli("models status --plain", withConfig(text));
    expect([line, await refusedBy(text, [...named, GROQ, status.stdout.trim()])]).toEqual([line, []]);
  }
});

test.each(["absent", "empty", "a string", "no map", "migrated", "2026.8.1"])(
  "set on a config with %s restricts nothing",
  async (name) => {
    const text = await after(`models set ${GROQ}`, CONFIGS[name]);
    expect(await refusedBy(text, ["xai/grok-4"])).toEqual([]);
  },
);

test("a policy that slept until the marker was set does not wake up and restrict", async () => {
  const sleeping = { meta: recent, agents: agents({ ...chain, modelPolicy: { allow: ["openai/gpt-5.2"] } }) };
  expect(await refusedBy(JSON.stringify(sleeping), [...NAMED, GROQ])).toEqual([]);
  expect(await refusedBy(await after(`models aliases add quick ${GROQ}`, sleeping), [...NAMED, GROQ])).toEqual([]);
});

const told = async (line: string, name: string) => {
  const config = CONFIGS[name];
  return (await cliJson(line, config === undefined ? {} : withConfig(config))).document["notes"];
};

test("what was done for that is said", async () => {
  const added = [`${GROQ} was added to the models that may be chosen`];
  const inUse = "OpenClaw takes the model map for a list of what may be chosen, so the models in use are in it too";
  const alias = `models aliases add quick ${GROQ}`;
  expect(await told(`models set ${GROQ}`, "a list")).toEqual(added);
  expect(await told(`models fallbacks add ${GROQ}`, "a list")).toEqual(added);
  expect(await told(`models image-fallbacks add ${GROQ}`, "a policy")).toEqual(added);
  expect(await told(alias, "no map")).toEqual([`${inUse}: ${NAMED.join(", ")}`]);
  expect(await told(alias, "absent")).toEqual([`${inUse}: anthropic/claude-opus-4-6`]);
  expect(await told(alias, "2026.7.35")).toEqual([`${inUse}: ${NAMED.join(", ")}`]);
  expect(await told(alias, "2026.8.1")).toEqual([
    "marked the model map as no restriction, so every model may still be chosen",
  ]);
  expect(await told(alias, "migrated")).toEqual([]);
});

test("OpenClaw from 2026.8.1 on gets its marker, and no entry but the alias", async () => {
  const text = await after(`models aliases add quick ${GROQ}`, CONFIGS["2026.8.1"]);
  expect(JSON.parse(text)).toEqual({
    meta: { lastTouchedVersion: "2026.8.1", migrations: { modelPolicyAllowlist: true } },
    agents: agents({ ...chain, models: { [GROQ]: { alias: "quick" } } }),
  });
});

test("an older OpenClaw gets entries for every model in use", async () => {
  const text = await after(`models aliases add quick ${GROQ}`, CONFIGS["2026.7.35"]);
  expect(JSON.parse(text)).toEqual({
    meta: { lastTouchedVersion: "2026.7.35" },
    agents: agents({ ...chain, models: { ...entries(...NAMED), [GROQ]: { alias: "quick" } } }),
  });
});
