import { expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv } from "../../testing/env.ts";

/** Every path at which a command may put something: all that OpenClaw's strict schema knows of what we write. */
const CHOICE = String.raw`(model|imageModel)\.(primary|fallbacks(\.\d+)?)`;
const ALLOWED = new RegExp(
  [
    String.raw`^agents\.defaults\.${CHOICE}$`,
    String.raw`^agents\.list\.\d+\.${CHOICE}$`,
    String.raw`^agents\.entries\.\w+\.${CHOICE}$`,
    String.raw`^agents\.defaults\.models\.[\w-]+/[^ ]+(\.alias)?$`,
    String.raw`^agents\.defaults\.modelPolicy\.allow\.\d+$`,
    String.raw`^meta\.migrations\.modelPolicyAllowlist$`,
  ].join("|"),
);

const WORDS = [
  "set groq/llama-3.3-70b-versatile",
  "set-image groq/llama-3.3-70b-versatile",
  "fallbacks add groq/llama-3.3-70b-versatile",
  "fallbacks remove openai/gpt-5.2",
  "fallbacks move openai/gpt-5.2 1",
  "fallbacks clear",
  "image-fallbacks add groq/llama-3.3-70b-versatile",
  "image-fallbacks remove openai/gpt-5.2",
  "image-fallbacks move openai/gpt-5.2 1",
  "image-fallbacks clear",
];
const ALIASES = [
  "aliases add quick groq/llama-3.3-70b-versatile",
  "aliases add quick openai/gpt-5.2",
  "aliases remove gpt",
];

const lists = { fallbacks: ["openai/gpt-5.1", "openai/gpt-5.2"] };
const agents = {
  list: [{ id: "work" }, { id: "lab", model: "openai/gpt-5.2", imageModel: lists }],
  entries: { kay: {} },
};
const CONFIGS: readonly object[] = [
  {},
  { agents: { defaults: { model: "openai/gpt-5.2", imageModel: lists }, ...agents } },
  {
    agents: {
      defaults: { model: { ...lists, primary: "openai/gpt-5.1" }, models: { "openai/gpt-5.2": {} } },
      ...agents,
    },
  },
  { meta: { lastTouchedVersion: "2026.9.6" }, agents: { defaults: { model: lists }, ...agents } },
  {
    meta: { migrations: { modelPolicyAllowlist: true } },
    agents: { defaults: { model: lists, modelPolicy: { allow: ["openai/gpt-5.2"] }, models: {} }, ...agents },
  },
];

/** Every path of a value that ends in something, empty objects and lists included. */
function leaves(value: unknown, path = ""): [string, string][] {
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (parts.length === 0) return [[path, JSON.stringify(value)]];
  return parts.flatMap(([key, part]) => leaves(part, path === "" ? key : `${path}.${key}`));
}

const lines = [
  ...WORDS.flatMap((words) => [words, `${words} --agent work`, `${words} --agent lab`, `${words} --agent kay`]),
  ...ALIASES,
];

test.each(lines)("`models %s` adds no key that OpenClaw's strict schema does not know", async (line) => {
  const added: string[] = [];
  let writes = 0;
  for (const config of CONFIGS) {
    const { env, files } = createFakeEnv(withConfig(config));
    await run(["models", ...line.split(" ")], env);
    const before = new Map(leaves(config));
    if (files.get(`${HOME}/.openclaw/openclaw.json`) !== JSON.stringify(config)) writes += 1;
    const after = leaves(Bun.JSON5.parse(String(files.get(`${HOME}/.openclaw/openclaw.json`))));
    added.push(...after.filter(([path, value]) => before.get(path) !== value).map(([path]) => path));
  }
  expect(added.filter((path) => !ALLOWED.test(path) && path !== "")).toEqual([]);
  expect(writes).toBeGreaterThan(0);
});

test("nothing that was there is lost but what the command is about", async () => {
  const config = CONFIGS[2] ?? {};
  const kept = {
    $schema: "./x.json",
    wizard: { lastRunVersion: "1" },
    ...config,
    secrets: { providers: { a: { source: "env" } } },
  };
  const { env, files } = createFakeEnv(withConfig(kept));
  await run("models set groq/llama-3.3-70b-versatile".split(" "), env);
  const after = new Map(leaves(Bun.JSON5.parse(String(files.get(`${HOME}/.openclaw/openclaw.json`)))));
  const lost = leaves(kept).filter(([path, value]) => after.get(path) !== value);
  expect(lost).toEqual([["agents.defaults.model.primary", '"openai/gpt-5.1"']]);
});
