import { expect, test } from "bun:test";
import { cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";
import { entry, listOf, openRouter, REPLIES, SEES, works } from "../../testing/openrouter.ts";
import { configText } from "../../testing/scan.ts";

const LIST = listOf(
  entry("a/one:free", { context_length: 300_000 }),
  entry("a/two:free", { context_length: 200_000 }),
  entry("b/eyes", { ...SEES, context_length: 100_000 }),
  entry("c/none:free"),
);
const variables = { OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" };
const answer: typeof works = (id, skill) => (id.startsWith("c/") ? REPLIES.noTools : works(id, skill));

const CONFIG = configText(
  "by hand",
  `          "openrouter/old/gone:free", // free once
          "groq/llama-3.3-70b-versatile",
`,
  `      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["google/gemini-3-flash-preview"] },
      models: { "openai/gpt-5.2": { alias: "gpt" }, "openrouter/old/gone:free": {} },
`,
);
const world = (more: World = {}, config: unknown = CONFIG): World =>
  withConfig(config, { http: openRouter(LIST, answer), variables, ...more });
const scan = (options: string, where: World = world()) => cliChange(`models scan ${options}`.trim(), where);

const OLD = '          "openrouter/old/gone:free", // free once\n';
const EYES = '          "openrouter/b/eyes", // free once\n';
const ONE = '          "openrouter/a/one:free",\n';
const TWO = '          "openrouter/a/two:free",\n';
const ALLOWED = '"openrouter/old/gone:free": {} }';
const allow = (...refs: readonly string[]) =>
  `"openrouter/old/gone:free": {}, ${refs.map((ref) => `"${ref}": {}`).join(", ")} }`;
const IMAGES = '["google/gemini-3-flash-preview"]';
const REFS = ["openrouter/b/eyes", "openrouter/a/one:free", "openrouter/a/two:free"];

const BEST = CONFIG.replace(OLD, EYES + ONE + TWO)
  .replace(IMAGES, '["google/gemini-3-flash-preview", "openrouter/b/eyes"]')
  .replace(ALLOWED, allow(...REFS));

test("--yes puts the best in the place of OpenRouter's free ones; all else stays as it is, to the byte", async () => {
  const { code, stdout, config } = await scan("--yes");
  expect({ code, config }).toEqual({ code: 0, config: BEST });
  expect(stdout.slice(stdout.indexOf("\n✓ "))).toStartWith(`
✓ fallbacks: openai/gpt-5.2, openrouter/b/eyes, openrouter/a/one:free, openrouter/a/two:free, groq/llama-3.3-70b-versatile; image fallbacks: google/gemini-3-flash-preview, openrouter/b/eyes
  openrouter/b/eyes was added to the models that may be chosen
`);
  expect(stdout).toContain('-          "openrouter/old/gone:free", // free once\n');
});

test.each([
  "",
  "--json",
  "--no-input",
  "--yes --dry-run",
  "--yes --no-probe",
  "--json --set-default",
  "--yes --min-params 99",
])("`%s` leaves the config as it is, to the byte", async (options) => {
  const { config } = await scan(options);
  expect(config).toBe(CONFIG);
});

test.each([
  ["", 0],
  ["--json", 0],
  ["--yes --dry-run", 0],
  ["--yes --no-probe", 0],
  ["--yes --min-params 99", 69],
])("`%s` ends with %i", async (options, code) => {
  expect((await scan(options)).code).toBe(code);
});

test("--json --yes writes the same, and the document says what", async () => {
  const { document } = await cliJson("models scan --yes", world());
  expect(document).toMatchObject({
    selected: REFS,
    selectedImages: ["openrouter/b/eyes"],
    change: {
      changed: true,
      written: true,
      list: ["openai/gpt-5.2", ...REFS, "groq/llama-3.3-70b-versatile"],
      diffs: [{ diff: expect.stringContaining('+          "openrouter/b/eyes", // free once') }],
    },
  });
  expect((await scan("--yes --json")).config).toBe(BEST);
});

test("a second scan that finds the same writes nothing", async () => {
  const { code, stdout, config } = await scan("--yes", world({}, BEST));
  expect([code, config, stdout.includes("Nothing to do:")]).toEqual([0, BEST, true]);
});

test("--max-candidates says how many are taken, of each kind", async () => {
  const { config } = await scan("--yes --max-candidates 1");
  const expected = CONFIG.replace(OLD, EYES)
    .replace(IMAGES, '["google/gemini-3-flash-preview", "openrouter/b/eyes"]')
    .replace(ALLOWED, allow("openrouter/b/eyes"));
  expect(config).toBe(expected);
});

test("--set-default and --set-image make the first of each the model, which is then no fallback to itself", async () => {
  const { config } = await scan("--yes --max-candidates 2 --set-default --set-image");
  const expected = CONFIG.replace('"anthropic/claude-opus-4-6"', '"openrouter/b/eyes"')
    .replace(OLD, ONE.replace(",\n", ", // free once\n"))
    .replace('imageModel: { primary: "openai/gpt-5.2"', 'imageModel: { primary: "openrouter/b/eyes"')
    .replace(ALLOWED, allow("openrouter/b/eyes", "openrouter/a/one:free"));
  expect(config).toBe(expected);
});

test.each([
  ["the default already", "--yes --max-candidates 1", "openrouter/b/eyes"],
  ["made the default", "--yes --max-candidates 1 --set-default", "openai/gpt-5.2"],
])("where the only one that is chosen is %s, no fallback gives its place away", async (_, options, primary) => {
  const model = { primary, fallbacks: ["openrouter/b/eyes", "openrouter/a/two:free", "openrouter/old/gone:free"] };
  const { config } = await scan(options, world({}, { agents: { defaults: { model } } }));
  expect(JSON.parse(String(config)).agents.defaults.model).toEqual({
    primary: "openrouter/b/eyes",
    fallbacks: ["openrouter/a/two:free", "openrouter/old/gone:free"],
  });
});

test.each([
  ["no config", undefined, "{}"],
  ["a model alone", { agents: { defaults: { model: "openai/gpt-5.2" } } }, '"openai/gpt-5.2"'],
])("with %s the lists are made", async (_, config, primary) => {
  const where = config === undefined ? { http: openRouter(LIST, answer), variables } : world({}, config);
  const { code, config: text } = await scan("--yes --set-default", where);
  expect(code).toBe(0);
  expect(JSON.parse(String(text)).agents.defaults).toEqual({
    model: { primary: REFS[0], fallbacks: REFS.slice(1) },
    imageModel: { fallbacks: ["openrouter/b/eyes"] },
  });
  expect(String(text)).not.toContain(primary);
});

test("a policy of what may be chosen takes them in their order", async () => {
  const policy = {
    agents: { defaults: { modelPolicy: { allow: ["openai/gpt-5.2"] } } },
    meta: { migrations: { modelPolicyAllowlist: true } },
  };
  const { config } = await scan("--yes", world({}, policy));
  expect(JSON.parse(String(config)).agents.defaults.modelPolicy.allow).toEqual(["openai/gpt-5.2", ...REFS]);
});

test("a person ticks models; the order of ticking is the order of the fallbacks", async () => {
  const answers = [["openrouter/a/two:free", "openrouter/b/eyes"], []];
  const { code, config } = await scan("", world({ answers }));
  const expected = CONFIG.replace(
    OLD,
    `${TWO.replace(",\n", ", // free once\n")}          "openrouter/b/eyes",\n`,
  ).replace(ALLOWED, allow("openrouter/a/two:free", "openrouter/b/eyes"));
  expect({ code, config }).toEqual({ code: 0, config: expected });
});

test("a person who ticks nothing leaves everything as it is; Control-C too, with 130", async () => {
  const none = await scan("", world({ answers: [[], []] }));
  expect([none.code, none.config, none.stdout.split("\n").at(-2)]).toEqual([
    0,
    CONFIG,
    "no model was chosen, so nothing was written",
  ]);
  const cancelled = await scan("", world({ answers: [["openrouter/b/eyes"], null] }));
  expect([cancelled.code, cancelled.config]).toEqual([130, CONFIG]);
});

test("a person who wants a document is asked nothing", async () => {
  const { code, stderr, config } = await scan("--json", world({ answers: [] }));
  expect([code, stderr, config]).toEqual([0, "", CONFIG]);
});

test("agents with lists of their own are named", async () => {
  const list = [{ id: "work", model: { primary: "openai/gpt-5.2", fallbacks: [] } }];
  const { stdout } = await scan("--yes", world({}, { agents: { list } }));
  expect(stdout).toContain("agent work keeps its own: none (openclaw models fallbacks list --agent work)");
});
